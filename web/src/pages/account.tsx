import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { catalogue } from '@entrepot/trade/catalogue'
import { useFiles } from '../desk/hooks.ts'
import { orThrow, useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { instantText } from '../language/time.ts'
import { decimalText } from '../language/value.ts'
import { useAccountName } from '../parts/account-name.ts'
import { TextLink } from '../parts/links.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { type Account, type AccountEntry, readStatement } from '../port/office.ts'

/** The statement of one account: every posting, and the act that caused it. */
export function AccountPage() {
  const { id } = useParams({ from: '/desk/accounts/$id' })
  const { nameOf, organisation } = useSeat()
  const { words } = useSpeech()
  const nameOfAccount = useAccountName()
  const statement = useInfiniteQuery({
    queryKey: ['statement', organisation, id],
    queryFn: ({ pageParam }) => orThrow(readStatement(id, pageParam === '' ? undefined : pageParam)),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const pages = statement.data?.pages ?? []
  const account = pages[0]?.account
  if (statement.error) return <Trouble error={statement.error} />
  if (!account) return <Waiting />
  const entries = pages.flatMap((page) => page.entries)
  return (
    <Stack gap={32} maw={860}>
      <div>
        <TextLink to="/accounts" size="sm">
          ← {words.office.backToAccounts}
        </TextLink>
        <div style={{ marginTop: 10 }}>
          <PageTitle title={nameOfAccount(account.name)} hint={words.office.atBank(nameOf(account.keeper))} />
        </div>
      </div>
      <Balance account={account} />
      <Entries entries={entries} account={account} />
      {statement.hasNextPage ? (
        <Button variant="default" loading={statement.isFetching} onClick={() => void statement.fetchNextPage()}>
          {words.office.more}
        </Button>
      ) : null}
    </Stack>
  )
}

function Balance({ account }: { readonly account: Account }) {
  const { words } = useSpeech()
  const { currency, balance, available } = account
  return (
    <div>
      <Text className="quiet" size="sm">
        {words.office.balance}
      </Text>
      <Text fz={28} fw={600} lts="-0.01em">
        {currency} {decimalText(balance)}
      </Text>
      {available === undefined || available === balance ? null : (
        <Text className="quiet">{words.office.available(decimalText(available))}</Text>
      )}
    </div>
  )
}

function Entries({ entries, account }: { readonly entries: readonly AccountEntry[]; readonly account: Account }) {
  const { words } = useSpeech()
  return (
    <section aria-labelledby="statement">
      <Title order={2} fz="lg" mb="sm" id="statement">
        {words.office.statement}
      </Title>
      <Paper style={{ overflow: 'hidden' }}>
        {entries.length === 0 ? (
          <Text className="quiet" p="lg">
            {words.office.noEntries}
          </Text>
        ) : (
          <ul className="rows">
            {entries.map((entry) => (
              <li key={entry.sequence}>
                <Entry entry={entry} account={account} />
              </li>
            ))}
          </ul>
        )}
      </Paper>
    </section>
  )
}

function Entry({ entry, account }: { readonly entry: AccountEntry; readonly account: Account }) {
  const { nameOf } = useSeat()
  const { words, of, language } = useSpeech()
  const nameOfAccount = useAccountName()
  const { file, act: identity, side, amount, balance, reached, counterpart } = entry
  const [home] = useFiles(file === undefined ? [] : [file])
  const act = home?.data?.byIdentity.get(identity)
  const sign = side === account.normalSide ? '+' : '−'
  return (
    <div className="row account-row" style={{ cursor: 'default' }}>
      <div style={{ minWidth: 0 }}>
        <Text fw={550}>
          {act && file !== undefined ? (
            <TextLink to="/dossiers/$root" params={{ root: file }} inherit>
              {of(catalogue.acts.get(act.type)?.label)}
            </TextLink>
          ) : (
            words.notVisibleActs(1)
          )}
        </Text>
        <Text size="sm" className="quiet">
          {[
            ...(act ? [nameOf(act.signer.organisation)] : []),
            instantText(reached, language),
            ...(counterpart === undefined ? [] : [nameOfAccount(counterpart.split('/')[0] ?? counterpart)]),
          ].join(' · ')}
        </Text>
      </div>
      <div className="amount">
        <Text fw={600}>
          {sign} {decimalText(amount)}
        </Text>
        <Text size="sm" className="quiet">
          {decimalText(balance)}
        </Text>
      </div>
    </div>
  )
}
