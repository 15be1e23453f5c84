import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '../../kernel/instant'
import { SignInGate } from './signInGate'

export interface Session {
  readonly personId: string
  readonly accountId: string
  readonly login: string
  locked: boolean
  /** People who signed in with their password at this window, by account, with the day they did: quick switch is open to them that day. */
  readonly passwordDays: Map<string, string>
  /** What the session rests on; absent where the program itself opened it. */
  readonly standing?: SessionStanding
}

/** What a sign-in rested on: when one of it is no longer so, the session is over, in whatever process it was changed. */
export interface SessionStanding {
  /** Of the account's password and PIN. */
  readonly stamp: string
  readonly since: Instant
  readonly hadPosts: boolean
  /** Milliseconds of the monotonic clock at the last call. */
  seen: number
}

/** A fresh, unguessable session id; nothing is signed in under it yet. */
export const newSessionId = (): string => randomBytes(32).toString('base64url')

/** What a session is called outside the process that holds it: nobody can use it to act. */
export const sessionName = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16)

/** Sign-ins of this process, by unguessable session id. They end with the process. */
export class SessionStore {
  /** What every sign-in of this process passes through. */
  readonly gate = new SignInGate()
  private readonly sessions = new Map<string, Session>()

  newId(): string {
    return newSessionId()
  }

  get(id: string): Session | undefined {
    return this.sessions.get(id)
  }

  set(id: string, session: Session): void {
    this.sessions.set(id, session)
  }

  end(id: string): void {
    this.sessions.delete(id)
  }

  /** Ends every session of an account, e.g. when it is closed. */
  endOf(accountId: string): void {
    for (const [id] of this.of(accountId)) this.sessions.delete(id)
  }

  /** The sessions of an account, in the order they were opened. */
  of(accountId: string): readonly (readonly [id: string, session: Session])[] {
    return [...this.sessions].filter(([, session]) => session.accountId === accountId)
  }
}
