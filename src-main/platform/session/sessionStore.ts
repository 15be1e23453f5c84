import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '../../kernel/instant'
import { SignInGate } from './signInGate'

export interface Session {
  readonly personId: string
  readonly accountId: string
  readonly login: string
  locked: boolean
  /**
   * People who signed in with their password at this window, by account, with the day they did: quick switch is open to
   * them that day.
   */
  readonly passwordDays: Map<string, string>
  /** What the session rests on; absent where the program itself opened it. */
  readonly standing?: SessionStanding
}

/**
 * What a sign-in rested on: when one of it is no longer so, the session is over, in whatever process it was changed.
 */
export interface SessionStanding {
  /** Of the account's password and PIN. */
  readonly stamp: string
  readonly since: Instant
  readonly hadPosts: boolean
  /** Milliseconds of the monotonic clock at the last call. */
  seen: number
}

/** Why a session is over, as its window is told. */
export type SessionEnding = 'idle' | 'secrets' | 'closed' | 'noPosts' | 'elsewhere' | 'tooMany' | 'signedOut'

/** What stays of a window whose session is over. */
interface LeftWindow {
  readonly why: SessionEnding
  readonly passwordDays: Map<string, string>
}

/** Windows remembered after their session; the oldest are forgotten. */
const leftWindows = 500

/** A fresh, unguessable session id; nothing is signed in under it yet. */
export const newSessionId = (): string => randomBytes(32).toString('base64url')

/** What a session is called outside the process that holds it: nobody can use it to act. */
export const sessionName = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16)

/** Sign-ins of this process, by unguessable session id. They end with the process. */
export class SessionStore {
  /** What every sign-in of this process passes through. */
  readonly gate = new SignInGate()
  private readonly sessions = new Map<string, Session>()
  private readonly left = new Map<string, LeftWindow>()

  newId(): string {
    return newSessionId()
  }

  get(id: string): Session | undefined {
    return this.sessions.get(id)
  }

  set(id: string, session: Session): void {
    this.left.delete(id)
    this.sessions.set(id, session)
  }

  /** Ends a session. Its window keeps why, and who else signed in there today: quick switch stays open to them. */
  end(id: string, why: SessionEnding): void {
    const session = this.sessions.get(id)
    if (!session) return
    this.sessions.delete(id)
    session.passwordDays.delete(session.accountId)
    this.left.set(id, { why, passwordDays: session.passwordDays })
    for (const oldest of this.left.keys()) {
      if (this.left.size <= leftWindows) break
      this.left.delete(oldest)
    }
  }

  /** Ends every session of an account, e.g. when it is closed. */
  endOf(accountId: string, why: SessionEnding): void {
    for (const [id] of this.of(accountId)) this.end(id, why)
  }

  /** Gives an id up for another one of the same window; what is known of the window goes with the answer. */
  giveUp(id: string): Map<string, string> {
    const passwordDays = this.passwordDaysAt(id)
    this.sessions.delete(id)
    this.left.delete(id)
    return new Map(passwordDays)
  }

  /**
   * Who signed in with their password at a window, by account, with the day; whether or not somebody is signed in there
   * now.
   */
  passwordDaysAt(id: string): ReadonlyMap<string, string> {
    return this.sessions.get(id)?.passwordDays ?? this.left.get(id)?.passwordDays ?? new Map()
  }

  /** Why a window's last session is over; undefined while one stands or when nothing is known of the window. */
  endingOf(id: string): SessionEnding | undefined {
    return this.left.get(id)?.why
  }

  /** The sessions a person sits at. */
  ofPerson(personId: string): readonly Session[] {
    return [...this.sessions.values()].filter((session) => session.personId === personId)
  }

  /** The sessions of an account, in the order they were opened. */
  of(accountId: string): readonly (readonly [id: string, session: Session])[] {
    return [...this.sessions].filter(([, session]) => session.accountId === accountId)
  }
}
