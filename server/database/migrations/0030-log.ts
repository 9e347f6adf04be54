import type { Migration } from '../migrate.ts'

/**
 * The transparency log's side of the acts: which are still to be put into it, and where the others stand.
 *
 * `to_log` is written with each act and emptied by the sequencer. Acts that stood before there was a log are logged, too.
 */
export const log: Migration = {
  name: '0030-log',
  sql: `
create table to_log (
  file_id uuid not null,
  seq integer not null,
  primary key (file_id, seq)
);

create table logged (
  file_id uuid not null,
  seq integer not null,
  leaf bigint not null check (leaf >= 0),
  primary key (file_id, seq)
);

insert into to_log (file_id, seq) select file_id, seq from act;
`,
}
