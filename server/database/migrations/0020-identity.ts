import type { Migration } from '../migrate.ts'

/**
 * Who signs in: people (tables of better-auth under names of our own), their organisations, and keys of programs. None of it
 * grows with trades. `lastRequest` is a double, because the library reckons with numbers and `bigint` is read as `bigint`.
 */
export const identity: Migration = {
  name: '0020-identity',
  sql: `
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);

create table auth_session (
  id text primary key,
  "userId" text not null references auth_user (id) on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  organisation text
);
create index auth_session_user on auth_session ("userId");

create table auth_account (
  id text primary key,
  "userId" text not null references auth_user (id) on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index auth_account_user on auth_account ("userId");

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" double precision not null
);

create table sign_in_attempt (
  email_sha256 text primary key,
  attempts integer not null,
  since_ms bigint not null
);

create table organisation_person (
  organisation_id text not null,
  user_id text not null references auth_user (id) on delete cascade,
  role text not null check (role in ('member', 'administrator')),
  primary key (organisation_id, user_id)
);
create index organisation_person_user on organisation_person (user_id);

create table api_key (
  organisation_id text not null,
  id uuid not null,
  prefix text not null unique,
  secret_sha256 bytea not null,
  kind text not null check (kind in ('program', 'operator')),
  label text not null,
  created_ms bigint not null,
  last_used_ms bigint,
  revoked_ms bigint,
  primary key (organisation_id, id)
);
`,
}
