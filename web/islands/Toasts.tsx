/**
 * Messages that come and go. Anything on the page may send one: `document.dispatchEvent(new CustomEvent("toast",
 * { detail: { tone, text } }))`. Errors stay until dismissed; the rest leave after six seconds, later when pointed at.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { Toast, type ToastMessage } from "../components/Toast.tsx";

const stayMs = 6000;

/** `initial` are messages that the server had for this page, e.g. after a form was taken. */
export default function Toasts({ initial }: { initial: ToastMessage[] }) {
  const [messages, setMessages] = useState(initial);
  const held = useRef(false);
  const close = (id: string) => setMessages((now) => now.filter((message) => message.id !== id));

  useEffect(() => {
    const add = (event: Event) => {
      const detail = event instanceof CustomEvent ? event.detail as Omit<ToastMessage, "id"> : undefined;
      if (detail) setMessages((now) => [...now.slice(-3), { ...detail, id: crypto.randomUUID() }]);
    };
    document.addEventListener("toast", add);
    return () => document.removeEventListener("toast", add);
  }, []);

  useEffect(() => {
    const leaving = messages.find((message) => message.tone !== "danger");
    if (leaving === undefined) return;
    const timer = setInterval(() => held.current || close(leaving.id), stayMs);
    return () => clearInterval(timer);
  }, [messages]);

  return (
    <ol
      class="toasts"
      role="list"
      aria-live="polite"
      aria-label="Messages"
      onPointerEnter={() => held.current = true}
      onPointerLeave={() => held.current = false}
    >
      {messages.map((message) => (
        <Toast
          key={message.id}
          message={message}
          onClose={() => close(message.id)}
        />
      ))}
    </ol>
  );
}
