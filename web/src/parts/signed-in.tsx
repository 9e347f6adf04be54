import { Center, Loader } from '@mantine/core'
import { Navigate, Outlet } from '@tanstack/react-router'
import { SeatProvider, useSession } from '../desk/session.tsx'
import { useSpeech } from '../language/language.ts'
import { Trouble } from './trouble.tsx'
import { Unanswered } from './unanswered.tsx'

/** Lets nobody past who is not signed in; opens the desk for who is. */
export function SignedIn() {
  const session = useSession()
  if (session.error)
    return (
      <div className="page">
        <Trouble error={session.error} />
      </div>
    )
  if (session.data === null) return <Navigate to="/sign-in" />
  if (!session.data) return <Waiting />
  return (
    <SeatProvider
      session={session.data}
      waiting={<Waiting />}
      failed={(error) => (
        <div className="page">
          <Trouble error={error} />
        </div>
      )}
    >
      <div className="page">
        <Unanswered />
        <Outlet />
      </div>
    </SeatProvider>
  )
}

/** Something is being read and verified. */
export function Waiting() {
  const { words } = useSpeech()
  return (
    <Center py={96} role="status" aria-label={words.waiting}>
      <Loader type="dots" />
    </Center>
  )
}
