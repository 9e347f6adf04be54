import type { Migration } from '../migrate.ts'

/** What the port keeps apart from trades: organisations, certificates and their revocation, the practice clock. */
export const registers: Migration = {
  name: '0002-registers',
  sql: `
create table organisation (
  organisation_id text primary key,
  name text not null,
  country text not null,
  place text,
  registration text,
  two_people_for text[] not null default '{}'
);

create table certificate (
  thumbprint text primary key,
  organisation_id text,
  purpose text not null check (purpose in ('root', 'authority', 'operator', 'organisation')),
  custody text not null check (custody in ('party', 'port')),
  serial numeric not null,
  der bytea not null,
  issued_ms bigint not null
);
create index certificate_organisation on certificate (organisation_id, issued_ms);
-- Two processes that start on an empty database at once agree on one root and one authority.
create unique index certificate_authority on certificate (purpose) where purpose in ('root', 'authority');

create table revocation (
  issuer text not null,
  serial numeric not null,
  revoked_ms bigint not null,
  reason text not null,
  invalidity_ms bigint,
  primary key (issuer, serial)
);

create table revocation_list (
  issuer text not null,
  number bigint not null,
  sha256 text not null,
  der bytea not null,
  this_update_ms bigint not null,
  next_update_ms bigint not null,
  primary key (issuer, number)
);

create table practice_clock (
  port text primary key,
  reached text not null,
  reached_ms bigint not null
);
`,
}
