import { randomBytes } from 'node:crypto'
import { SignInGate } from './signInGate'

export interface Session {
  readonly personId: string
  readonly accountId: string
  readonly login: string
  locked: boolean
  /** People who signed in with their password at this window, by account, with the day they did: quick switch is open to them that day. */
  readonly passwordDays: Map<string, string>
}

/** Sign-ins of this process, by unguessable session id. They end with the process. */
export class SessionStore {
  /** What every sign-in of this process passes through. */
  readonly gate = new SignInGate()
  private readonly sessions = new Map<string, Session>()

  /** A fresh session id; nothing is signed in under it yet. */
  newId(): string {
    return randomBytes(32).toString('base64url')
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
    for (const [id, session] of this.sessions) if (session.accountId === accountId) this.sessions.delete(id)
  }
}
