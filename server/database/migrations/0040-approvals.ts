import type { Migration } from '../migrate.ts'

/** Sealed acts that wait for a second person of their own organisation; what was sealed lies here verbatim, as text. */
export const approvals: Migration = {
  name: '0040-approvals',
  sql: `
create table waiting_act (
  organisation_id text not null,
  act_id uuid not null,
  file_id uuid not null,
  identity text not null,
  type text not null,
  thumbprint text not null,
  opens boolean not null,
  sealed text not null,
  made_by text not null,
  made_ms bigint not null,
  primary key (organisation_id, act_id)
);
`,
}
