import type { Migration } from '../migrate.ts'

/**
 * The books of banks: everything is led by the keeper, whose shard it lies in. Amounts are minor units of the currency.
 * Transfers and postings are written once and never changed; accounts and holds carry the running state.
 *
 * `effect_fence` lies in the shard of the act's file: one row an attempt decides whether the act stands.
 */
export const ledger: Migration = {
  name: '0010-ledger',
  sql: `
create table ledger_account (
  keeper text not null,
  id text not null,
  name text not null,
  currency text not null,
  owner text not null,
  normal_side text not null check (normal_side in ('debit', 'credit')),
  limited text not null check (limited in ('none', 'debits-must-not-exceed-credits', 'credits-must-not-exceed-debits')),
  debits_posted bigint not null check (debits_posted >= 0),
  credits_posted bigint not null check (credits_posted >= 0),
  debits_pending bigint not null check (debits_pending >= 0),
  credits_pending bigint not null check (credits_pending >= 0),
  postings bigint not null,
  primary key (keeper, id),
  check (limited <> 'debits-must-not-exceed-credits' or debits_posted + debits_pending <= credits_posted),
  check (limited <> 'credits-must-not-exceed-debits' or credits_posted + credits_pending <= debits_posted)
);
create index ledger_account_owner on ledger_account (owner, keeper, id);

create table ledger_transfer (
  keeper text not null,
  id text not null,
  kind text not null check (kind in ('post', 'hold', 'postPending', 'voidPending')),
  debit text,
  credit text,
  amount bigint check (amount > 0),
  currency text,
  hold text,
  expires_ms bigint,
  chain text not null,
  file_id uuid,
  act text not null,
  at_ms bigint not null,
  primary key (keeper, id)
);
create index ledger_transfer_act on ledger_transfer (keeper, act);

create table ledger_hold (
  keeper text not null,
  id text not null,
  act text not null,
  name text not null,
  lasting boolean not null,
  debit text not null,
  credit text not null,
  amount bigint not null,
  currency text not null,
  expires_ms bigint,
  status text not null check (status in ('pending', 'posted', 'voided', 'expired')),
  posted bigint not null,
  claimed_by text,
  primary key (keeper, id)
);
create index ledger_hold_act on ledger_hold (keeper, act, name);
create index ledger_hold_expiring on ledger_hold (keeper, expires_ms) where status = 'pending' and expires_ms is not null;

create table ledger_posting (
  keeper text not null,
  account text not null,
  sequence bigint not null,
  transfer text not null,
  side text not null check (side in ('debit', 'credit')),
  amount bigint not null check (amount > 0),
  balance bigint not null,
  counterpart text not null,
  file_id uuid,
  act text not null,
  reached text not null,
  at_ms bigint not null,
  primary key (keeper, account, sequence)
);

create table ledger_reservation (
  keeper text not null,
  act text not null,
  attempt integer not null,
  file_id uuid not null,
  state text not null check (state in ('held', 'settled', 'released')),
  plan text not null,
  reached text not null,
  made_at timestamptz not null default now(),
  primary key (keeper, act, attempt)
);
create index ledger_reservation_held on ledger_reservation (keeper, made_at) where state = 'held';

create table effect_fence (
  file_id uuid not null,
  act text not null,
  attempt integer not null,
  stands boolean not null,
  primary key (file_id, act, attempt)
);
`,
}
