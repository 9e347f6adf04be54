import { Select } from '@mantine/core'
import type { Capacity, Kind } from '@entrepot/trade/file'
import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'

/** Organisations by the capacities that they are invited to. */
export type Named = Readonly<Record<Capacity, string>>

/** Whom a new file invites, capacity by capacity; it may leave capacities open. */
export function Parties({
  kind,
  as,
  named,
  setNamed,
}: {
  readonly kind: Kind
  readonly as: Capacity
  readonly named: Named
  readonly setNamed: (named: Named) => void
}) {
  const { organisations } = useSeat()
  const { of, words } = useSpeech()
  const others = Object.entries(kind.capacities).filter(([capacity]) => capacity !== as)
  const data = organisations.map(({ organisation, name, place, country }) => ({
    value: organisation,
    label: [name, [place, country].filter((part) => part !== undefined && !name.includes(part)).join(' ')]
      .filter((part) => part !== '')
      .join(' · '),
  }))
  if (others.length === 0) return null
  return (
    <div className="form-grid">
      {others.map(([capacity, label]) => (
        <Select
          key={capacity}
          label={of(label)}
          data={data}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': words.office.clear(of(label)) }}
          value={named[capacity] ?? null}
          onChange={(organisation) => {
            const { [capacity]: _, ...rest } = named
            setNamed(organisation === null ? rest : { ...rest, [capacity]: organisation })
          }}
        />
      ))}
    </div>
  )
}
