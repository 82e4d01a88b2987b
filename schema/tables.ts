/** Row types of the migrations' tables, for Kysely. Columns are camelCase here, snake_case in SQL. */
import type { Generated } from "kysely";
import type { MailKind } from "./mail.ts";

type Millis = number;
type Flag = 0 | 1;

export interface Tables {
  organization: {
    id: number;
    name: string;
    timeZone: string;
    phone: string | null;
    email: string | null;
    createdAt: Millis;
    version: Generated<number>;
    logo: Generated<number | null>;
    afterHoursPhone: Generated<string | null>;
    fax: Generated<string | null>;
    website: Generated<string | null>;
    /** JSON. */
    addresses: Generated<string>;
    /** JSON. */
    hours: Generated<string | null>;
    emergencyPhone: Generated<string | null>;
    emergencyText: Generated<string | null>;
    appStore: Generated<string | null>;
    playStore: Generated<string | null>;
    supportEmail: Generated<string | null>;
  };
  image: {
    id: Generated<number>;
    publicId: string;
    contentType: "image/jpeg" | "image/png";
    bytes: Uint8Array;
    createdAt: Millis;
  };
  practitioner: {
    id: Generated<number>;
    publicId: string;
    givenName: string;
    familyName: string;
    credentials: string | null;
    active: Generated<Flag>;
    createdAt: Millis;
    version: Generated<number>;
    photo: Generated<number | null>;
    /** JSON. */
    specialties: Generated<string>;
    /** JSON. */
    languages: Generated<string>;
    phone: Generated<string | null>;
    mobile: Generated<string | null>;
    email: Generated<string | null>;
    timeZone: Generated<string | null>;
    /** JSON. */
    shown: Generated<string>;
    patientScheduling: Generated<"direct" | "request" | "no">;
  };
  patient: {
    id: Generated<number>;
    publicId: string;
    givenName: string;
    familyName: string;
    searchName: string;
    birthDate: string;
    gender: "male" | "female" | "other" | "unknown";
    email: string | null;
    phone: string | null;
    active: Generated<Flag>;
    createdAt: Millis;
    version: Generated<number>;
    usualName: Generated<string | null>;
    otherPhone: Generated<string | null>;
    /** JSON. */
    homeAddress: Generated<string | null>;
    /** JSON. */
    mailingAddress: Generated<string | null>;
    language: Generated<string | null>;
    /** JSON. */
    emergencyContact: Generated<string | null>;
  };
  careTeam: {
    id: Generated<number>;
    patient: number;
    practitioner: number;
    isPrimary: Generated<Flag>;
    startedAt: Millis;
    endedAt: Millis | null;
  };
  signIn: {
    id: Generated<number>;
    publicId: string;
    email: string;
    emailKey: string;
    passwordHash: string;
    patient: number | null;
    practitioner: number | null;
    isAdministrator: Generated<Flag>;
    displayName: string;
    disabledAt: Millis | null;
    createdAt: Millis;
  };
  session: {
    tokenHash: Uint8Array;
    publicId: string;
    signIn: number;
    createdAt: Millis;
    activeAt: Millis;
    endedAt: Millis | null;
    userAgent: Generated<string>;
    network: Generated<string>;
  };
  signInFailure: { bucket: string; failedAt: Millis; id: number };
  knownBrowser: { tokenHash: Uint8Array; signIn: number; createdAt: Millis };
  setupLink: { id: number; tokenHash: Uint8Array; createdAt: Millis; usedAt: Millis | null };
  auditEvent: {
    id: Generated<number>;
    recordedAt: Millis;
    action: string;
    outcome: "success" | "refused";
    signIn: number | null;
    actor: string;
    patient: number | null;
    entity: string | null;
    detail: string | null;
    network: Generated<string>;
    requestId: Generated<string>;
  };
  auditSeal: {
    id: Generated<number>;
    firstEvent: number;
    lastEvent: number;
    seal: Uint8Array;
    sealedAt: Millis;
  };
  idempotencyKey: {
    actor: string;
    key: string;
    requestHash: Uint8Array;
    status: number;
    resource: string;
    createdAt: Millis;
  };
  job: {
    name: string;
    dueAt: Millis;
    leasedUntil: Generated<Millis>;
    lastRunAt: Millis | null;
    lastError: string | null;
  };
  importGrant: {
    id: Generated<number>;
    publicId: string;
    patient: number;
    signIn: number;
    basis: "patient" | "practitioner";
    reason: string | null;
    codeHash: Uint8Array | null;
    codeExpiresAt: Millis | null;
    expiresAt: Millis;
    revokedAt: Millis | null;
    createdAt: Millis;
  };
  resetLink: {
    id: Generated<number>;
    publicId: string;
    tokenHash: Uint8Array;
    signIn: number;
    emailKey: string;
    madeBy: number | null;
    way: "mail" | "print";
    createdAt: Millis;
    expiresAt: Millis;
    usedAt: Millis | null;
    endedAt: Millis | null;
  };
  invitation: {
    id: Generated<number>;
    publicId: string;
    tokenHash: Uint8Array;
    email: string;
    emailKey: string;
    patient: number | null;
    givenName: string;
    familyName: string;
    credentials: string | null;
    isPractitioner: Generated<Flag>;
    isAdministrator: Generated<Flag>;
    invitedBy: number;
    createdAt: Millis;
    expiresAt: Millis;
    openedAt: Millis | null;
    bouncedAt: Millis | null;
    acceptedAt: Millis | null;
    terms: string | null;
    endedAt: Millis | null;
  };
  mail: {
    id: Generated<number>;
    publicId: string;
    kind: MailKind;
    recipient: string;
    signIn: number | null;
    resetLink: number | null;
    invitation: number | null;
    detail: string | null;
    createdAt: Millis;
    dueAt: Millis;
    attempts: Generated<number>;
    sentAt: Millis | null;
    failedAt: Millis | null;
    lastError: string | null;
  };
  localMail: {
    id: Generated<number>;
    idempotencyKey: string;
    sender: string;
    recipient: string;
    subject: string;
    text: string;
    html: string;
    sentAt: Millis;
  };
  mustChange: { rows: number };
}
