import type { Migration } from '../migrate.ts'

/**
 * Files and their acts, sealed bytes verbatim as text. Everything that grows with trades is led by the file, or by the
 * organisation in whose list it stands; what crosses from one to the other goes through the outbox.
 */
export const acts: Migration = {
  name: '0001-acts',
  sql: `
create table file (
  file_id uuid primary key,
  kind text not null,
  opened_ms bigint not null
);

create table act (
  file_id uuid not null,
  seq integer not null check (seq > 0),
  act_id uuid not null,
  identity text not null,
  type text not null,
  organisation_id text not null,
  thumbprint text not null,
  jwt text not null,
  disclosures text not null,
  approvals text not null,
  receipt text not null,
  head text not null,
  received_ms bigint not null,
  reached text not null,
  primary key (file_id, seq),
  unique (file_id, act_id)
);
create index act_received on act (file_id, received_ms);

create table citation (
  file_id uuid not null,
  seq integer not null,
  position smallint not null,
  cited_file uuid not null,
  identity text not null,
  jwt text not null,
  disclosures text not null,
  primary key (file_id, seq, position)
);

create table erasure (
  file_id uuid not null,
  commitment text not null,
  seq integer not null,
  path text not null,
  organisation_id text not null,
  erased_ms bigint not null,
  reason text not null,
  primary key (file_id, commitment)
);

create table fact (
  file_id uuid not null,
  seq integer not null,
  position smallint not null,
  salt text not null,
  fact text not null,
  primary key (file_id, seq, position)
);

create table citing (
  file_id uuid not null,
  citing_file uuid not null,
  citing_seq integer not null,
  primary key (file_id, citing_file, citing_seq)
);

create table rendering (
  file_id uuid not null,
  sha256 text not null,
  document text not null,
  media_type text not null,
  content bytea not null,
  stored_ms bigint not null,
  primary key (file_id, sha256)
);

create table outbox (
  file_id uuid not null,
  id uuid not null,
  topic text not null,
  payload text not null,
  due_ms bigint not null,
  attempts integer not null default 0,
  primary key (file_id, id)
);
create index outbox_due on outbox (due_ms);

create table membership (
  organisation_id text not null,
  file_id uuid not null,
  kind text not null,
  entered boolean not null,
  primary key (organisation_id, file_id)
);

create table verification (
  code text primary key,
  file_id uuid not null,
  identity text not null
);
`,
}
