import { Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { orThrow, useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { decimalText } from '../language/value.ts'
import { useAccountName } from '../parts/account-name.ts'
import { PageTitle } from '../parts/page-title.tsx'
import { Waiting } from '../parts/signed-in.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { type Account, readAccounts } from '../port/office.ts'

/** My accounts at banks; for a bank, its own books as well. */
export function Accounts() {
  const { organisation } = useSeat()
  const { words } = useSpeech()
  const { accounts: title, accountsHint, noAccounts, noAccountsHint, ownBooks, deposits } = words.office
  const accounts = useQuery({ queryKey: ['accounts', organisation], queryFn: () => orThrow(readAccounts()) })
  if (accounts.error) return <Trouble error={accounts.error} />
  if (!accounts.data) return <Waiting />
  const kept = accounts.data.filter(({ keeper }) => keeper === organisation)
  return (
    <Stack gap={40} maw={860}>
      <PageTitle title={title} hint={accountsHint} />
      {accounts.data.length === 0 ? (
        <Paper p={48} ta="center">
          <Text fw={550} fz="lg" mb={6}>
            {noAccounts}
          </Text>
          <Text className="quiet">{noAccountsHint}</Text>
        </Paper>
      ) : null}
      <List accounts={accounts.data.filter(({ keeper }) => keeper !== organisation)} />
      <List title={ownBooks} accounts={kept.filter(({ owner }) => owner === organisation)} />
      <List title={deposits} accounts={kept.filter(({ owner }) => owner !== organisation)} />
    </Stack>
  )
}

function List({ title, accounts }: { readonly title?: string; readonly accounts: readonly Account[] }) {
  if (accounts.length === 0) return null
  return (
    <section>
      {title === undefined ? null : (
        <Title order={2} fz="lg" mb="sm">
          {title}
        </Title>
      )}
      <Paper style={{ overflow: 'hidden' }}>
        <ul className="rows">
          {accounts.map((account) => (
            <li key={account.id}>
              <Row account={account} />
            </li>
          ))}
        </ul>
      </Paper>
    </section>
  )
}

function Row({ account }: { readonly account: Account }) {
  const { nameOf, organisation } = useSeat()
  const { words } = useSpeech()
  const nameOfAccount = useAccountName()
  const { id, keeper, name, currency, balance, available } = account
  return (
    <Link to="/accounts/$id" params={{ id }} className="row account-row">
      <div style={{ minWidth: 0 }}>
        <Text fw={600}>{nameOfAccount(name)}</Text>
        {keeper === organisation ? null : (
          <Text size="sm" className="quiet">
            {words.office.atBank(nameOf(keeper))}
          </Text>
        )}
      </div>
      <div className="amount">
        <Text fw={600}>
          {currency} {decimalText(balance)}
        </Text>
        {available === undefined || available === balance ? null : (
          <Text size="sm" className="quiet">
            {words.office.available(decimalText(available))}
          </Text>
        )}
      </div>
    </Link>
  )
}
