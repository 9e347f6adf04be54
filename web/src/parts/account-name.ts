import { useSeat } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'

/** What people call an account: its class, and whose it is. `customer:PRACTICE-NL-0001` is a deposit of Utrecht Practice Supply. */
export function useAccountName(): (name: string) => string {
  const { nameOf, organisation } = useSeat()
  const { words } = useSpeech()
  const { classes } = words.office
  return (name) => {
    const [of = '', detail] = name.split(':')
    const known = Object.hasOwn(classes, of) ? (classes[of] ?? of) : of
    return detail === undefined || detail === organisation ? known : `${known} · ${nameOf(detail)}`
  }
}
