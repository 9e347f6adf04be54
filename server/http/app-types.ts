import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Port } from '../acts/index.ts'
import type { Caller } from '../identity/index.ts'
import type { Enrolment } from '../registers/certificates/index.ts'
import type { Organisation } from '../registers/organisations/index.ts'

/** What requests carry along. */
export interface PortEnv {
  readonly Variables: {
    readonly caller: Caller
  }
}

/** The application that routes are mounted on. */
export type PortApp = OpenAPIHono<PortEnv>

/** A practice party with its person. */
export interface PracticeParty extends Organisation {
  readonly email: string
}

/** What routes work with. */
export interface HttpParts {
  readonly port: Port
  readonly enrolment: Enrolment
  /** Who asks, or `undefined` for nobody that the port knows. */
  readonly identify: (request: Request) => Promise<Caller | undefined>
  /** Whether a person is signed in at all, for whichever organisation: signing in's own routes ask no more. */
  readonly isPerson: (request: Request) => Promise<boolean>
  /** The address of whoever asks, for limits on public look-ups. */
  readonly addressOf: (context: Context) => string
  /** What a practice port does besides; absent on one that trades in earnest. */
  readonly practice?: {
    /** Makes an API key for an organisation's program. */
    readonly makeKey: (organisation: string) => Promise<{ readonly key: string } | { readonly code: string }>
    /** Lets a second person of a practice party sign in; `undefined` where the organisation is none. */
    readonly addPerson: (organisation: string) => Promise<{ readonly email: string; readonly name: string } | undefined>
    /** Parties whose people may sign in here, for the page that asks who one is; everybody may see them. */
    readonly parties: readonly PracticeParty[]
  }
  /** Told of faults; never of bodies. */
  readonly log: (error: unknown) => void
}
