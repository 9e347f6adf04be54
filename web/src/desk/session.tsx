import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { type Clock, type Organisation, readClock, readOrganisations, readSession, type Session } from '../port/api.ts'
import { isProblem, PortProblem, type Problem, recordOf, textOf } from '../port/problem.ts'
import { instantIn, zoneOf } from '../language/time.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

/** Who sits here, at which desk. */
export interface Seat {
  readonly session: Session
  readonly workplace: Workplace
  readonly organisation: string
  /** The name of an organisation, as the port's register has it; its id where that is silent. */
  readonly nameOf: (organisation: string) => string
  readonly organisations: readonly Organisation[]
  readonly clock: Clock
  /** Business time now, in the zone of this party's country, an instant with offset. */
  readonly now: () => string
}

const SeatContext = createContext<Seat | undefined>(undefined)

/** Who is signed in, or `undefined` for nobody. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: () => orThrow(readSession()).then((session) => session ?? null) })
}

/** Throws what a port refused, for queries whose failure is shown in one place. */
export async function orThrow<T>(answer: Promise<T | Problem>): Promise<T> {
  const value = await answer
  if (isRefusal(value)) throw new PortProblem(value)
  return value
}

function isRefusal<T>(value: T | Problem): value is Problem {
  return typeof value === 'object' && value !== null && isProblem(value)
}

/** How often a practice clock, which others move, is read again. */
const CLOCK_MS = 30_000

/** Opens the desk of whoever is signed in, and lets the pages below sit at it. */
export function SeatProvider({
  session,
  children,
  waiting,
  failed,
}: {
  readonly session: Session
  readonly children: ReactNode
  readonly waiting: ReactNode
  readonly failed: (error: Error) => ReactNode
}) {
  const { organisation } = session
  const client = useQueryClient()
  const workplace = useQuery({
    ...{ queryKey: ['workplace', organisation], queryFn: () => openWorkplace(organisation) },
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, structuralSharing: false },
  })
  const organisations = useQuery({
    queryKey: ['organisations', organisation],
    queryFn: () => orThrow(readOrganisations()),
  })
  const clock = useQuery({ queryKey: ['clock'], queryFn: () => orThrow(readClock()), refetchInterval: CLOCK_MS })
  const seat = useMemo(
    () =>
      workplace.data &&
      clock.data &&
      seatOf(session, workplace.data, { clock: clock.data, organisations: organisations.data ?? [] }),
    [session, workplace.data, clock.data, organisations.data],
  )
  const isOpen = seat !== undefined
  useEffect(() => (isOpen ? listen(client) : undefined), [client, isOpen])
  const error = workplace.error ?? clock.error
  if (error) return failed(error)
  return seat ? <SeatContext.Provider value={seat}>{children}</SeatContext.Provider> : waiting
}

function seatOf(
  session: Session,
  workplace: Workplace,
  { clock, organisations }: { readonly clock: Clock; readonly organisations: readonly Organisation[] },
): Seat {
  const { organisation } = session
  const byId = new Map(organisations.map((each) => [each.organisation, each]))
  const zone = clock.kind === 'practice' ? zoneOf(byId.get(organisation)?.country) : zoneOf(undefined)
  return {
    ...{ session, workplace, organisation, organisations, clock },
    nameOf: (id) => byId.get(id)?.name ?? id,
    now: () => instantIn(zone, clock.kind === 'practice' ? Date.parse(clock.now) : Date.now()),
  }
}

/** The desk of whoever is signed in; pages below `SeatProvider` alone may ask. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext)
  if (!seat) throw new Error('nobody sits here')
  return seat
}

/** Lets pages move on when others act: an event names a file, and what was read of it is read again. */
function listen(client: ReturnType<typeof useQueryClient>): () => void {
  const source = new EventSource('/v1/events')
  source.addEventListener('act', (event: MessageEvent<string>) => {
    const file = textOf(recordOf(JSON.parse(event.data))['file'])
    void client.invalidateQueries({ queryKey: ['file', file] })
    void client.invalidateQueries({ queryKey: ['dossiers'] })
    void client.invalidateQueries({ queryKey: ['files'] })
    void client.invalidateQueries({ queryKey: ['clock'] })
  })
  return () => source.close()
}
