import type { Migration } from '../migrate.ts'

/** The port's time-stamping authority has a certificate of its own. */
export const timeStamp: Migration = {
  name: '0050-time-stamp',
  sql: `
alter table certificate drop constraint certificate_purpose_check;
alter table certificate add constraint certificate_purpose_check
  check (purpose in ('root', 'authority', 'operator', 'time-stamp', 'organisation'));
`,
}
