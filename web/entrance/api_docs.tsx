/**
 * The API reference, rendered from the OpenAPI document on the server: every route by tag, who may call it, what
 * goes in, what comes out, every error. Plain HTML: it needs no script and prints well.
 */
import { ButtonLink } from "../components/Button.tsx";
import { Icon } from "../components/Icon.tsx";
import {
  accessText,
  anchor,
  limits,
  type OpenApi,
  type Parameter,
  refName,
  type Route,
  routesByTag,
  type Schema,
  typeText,
} from "./open_api.ts";

/** Deeper than this, an inline object is named by its type alone. */
const deepest = 4;

function TypeText({ schema }: { schema: Schema }) {
  const ref = schema.$ref ?? schema.items?.$ref;
  if (ref === undefined) return <span class="property-type">{typeText(schema)}</span>;
  return <a class="property-type" href={`#schema-${anchor(refName(ref))}`}>{typeText(schema)}</a>;
}

/** The object whose properties are worth listing: the schema's own, its items', or a lone object variant's. */
function objectIn(schema: Schema): Schema | undefined {
  if (schema.properties !== undefined) return schema;
  if (schema.items !== undefined) return objectIn(schema.items);
  return (schema.oneOf ?? schema.anyOf ?? []).find((variant) => variant.properties !== undefined);
}

function Properties({ schema, depth = 0 }: { schema: Schema; depth?: number }) {
  const object = objectIn(schema);
  if (object?.properties === undefined || depth > deepest) return null;
  return (
    <dl class="properties">
      {Object.entries(object.properties).map(([name, property]) => (
        <div key={name} class="property">
          <dt>
            {name} {object.required?.includes(name) && <span class="required">required</span>}
          </dt>
          <dd>
            <TypeText schema={property} />
            {limits(property).length > 0 && <span class="muted small">· {limits(property).join(" · ")}</span>}
            {property.description !== undefined && <div>{property.description}</div>}
            <Properties schema={property} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  if (parameters.length === 0) return null;
  return (
    <>
      <h4>Parameters</h4>
      <dl class="properties">
        {parameters.map((parameter) => (
          <div key={parameter.in + parameter.name} class="property">
            <dt>
              {parameter.name}{" "}
              <span class="required">{parameter.in}{parameter.required ? ", required" : ""}</span>
            </dt>
            <dd>
              <TypeText schema={parameter.schema ?? {}} />
              {limits(parameter.schema ?? {}).length > 0 && (
                <span class="muted small">· {limits(parameter.schema ?? {}).join(" · ")}</span>
              )}
              {(parameter.description ?? parameter.schema?.description) !== undefined && (
                <div>{parameter.description ?? parameter.schema?.description}</div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Body({ content }: { content: Record<string, { schema?: Schema }> | undefined }) {
  return (
    <>
      {Object.entries(content ?? {}).map(([media, { schema }]) => (
        <div key={media}>
          <span class="mono muted small">{media}</span> {schema !== undefined && <TypeText schema={schema} />}
          {schema !== undefined && schema.$ref === undefined && <Properties schema={schema} />}
        </div>
      ))}
    </>
  );
}

function OperationView({ route }: { route: Route }) {
  const { operation } = route;
  const access = accessText(operation);
  const responses = Object.entries(operation.responses ?? {});
  return (
    <article class="operation" id={route.id}>
      <header class="operation-head">
        <span class={`method method-${route.method}`}>{route.method}</span>
        <h3>{route.path}</h3>
      </header>
      {operation.summary !== undefined && <p>{operation.summary}</p>}
      {operation.description !== undefined && <p>{operation.description}</p>}
      {access !== null && (
        <p class="row small">
          <Icon name="lock" size={16} />
          <span>Who may call: {access}</span>
        </p>
      )}
      <Parameters parameters={operation.parameters ?? []} />
      {operation.requestBody !== undefined && (
        <>
          <h4>Request body</h4>
          <Body content={operation.requestBody.content} />
        </>
      )}
      {responses.length > 0 && (
        <>
          <h4>Responses</h4>
          <dl class="properties">
            {responses.map(([status, response]) => (
              <div key={status} class="property">
                <dt>{status}</dt>
                <dd>
                  {response.description}
                  <Body content={response.content} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </article>
  );
}

/** The whole page's body; `documentHref` is where the JSON itself is. */
export function ApiDocs({ document, documentHref }: { document: OpenApi; documentHref: string }) {
  const groups = routesByTag(document);
  const schemas = Object.entries(document.components?.schemas ?? {});
  const problems = Object.entries(document["x-problems"] ?? {});
  return (
    <div class="docs">
      <nav class="docs-index" aria-label="Routes" tabindex={0}>
        {groups.map(({ tag, routes }) => (
          <div key={tag}>
            <h2>{tag}</h2>
            <ul role="list">
              {routes.map((route) => (
                <li key={route.id}>
                  <a href={`#${route.id}`}>
                    {route.operation.summary ?? `${route.method.toUpperCase()} ${route.path}`}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {problems.length > 0 && (
          <div>
            <h2>
              <a href="#refusals">Refusals</a>
            </h2>
          </div>
        )}
        {schemas.length > 0 && (
          <div>
            <h2>Schemas</h2>
            <ul role="list">
              {schemas.map(([name]) => (
                <li key={name}>
                  <a href={`#schema-${anchor(name)}`}>{name}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </nav>
      <main class="docs-main" id="main" tabindex={-1}>
        <h1>{document.info.title}</h1>
        <div class="docs-intro stack">
          <p>
            {document.info.description ?? "Everything the system can do, as an HTTP API."} Version{" "}
            {document.info.version}. Errors are <code>application/problem+json</code> (RFC 9457).
          </p>
          <div>
            <ButtonLink href={documentHref} size="small" icon="download">OpenAPI 3.1 document</ButtonLink>
          </div>
        </div>
        {groups.map(({ tag, description, routes }) => (
          <section key={tag} class="docs-tag" aria-labelledby={`tag-${anchor(tag)}`}>
            <h2 id={`tag-${anchor(tag)}`}>{tag}</h2>
            {description !== undefined && <p class="docs-intro">{description}</p>}
            {routes.map((route) => <OperationView key={route.id} route={route} />)}
          </section>
        ))}
        {problems.length > 0 && (
          <section class="docs-tag" aria-labelledby="refusals">
            <h2 id="refusals">Refusals</h2>
            <p class="docs-intro">A problem's type ends with one of these tags.</p>
            <dl class="properties">
              {problems.map(([tag, { status, title }]) => (
                <div key={tag} class="property" id={tag}>
                  <dt>{tag}</dt>
                  <dd>
                    {status} · {title}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {schemas.length > 0 && (
          <section class="docs-tag" aria-labelledby="schemas">
            <h2 id="schemas">Schemas</h2>
            {schemas.map(([name, schema]) => (
              <article key={name} class="operation" id={`schema-${anchor(name)}`}>
                <header class="operation-head">
                  <h3>{name}</h3>
                </header>
                {schema.description !== undefined && <p>{schema.description}</p>}
                <div class="operation-schema">
                  {objectIn(schema) === undefined && <TypeText schema={schema} />}
                  <Properties schema={schema} />
                </div>
              </article>
            ))}
          </section>
        )}
      </main>
    </div>
  );
}
