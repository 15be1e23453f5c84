import { ORPCError, type ProcedureClientInterceptorOptions } from '@orpc/server'
import type { Meta } from '@orpc/contract'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { faults } from '../contract/faults'
import type { CallContext } from '../office/procedure'

/** Failed attempts allowed per window of time over all accounts, beside the lock-out of each account. */
export const throttle = { failures: 20, seconds: 60 } as const

const guarded = new Set(['session.signIn', 'session.unlock', 'session.switchUser'])

type Call = ProcedureClientInterceptorOptions<CallContext, Record<never, never>, Meta> & { next(): Promise<unknown> }

/** Slows guessing of passwords and PINs down for the whole process: after too many failed attempts none is even tried for a while. */
export function signInThrottle(): (call: Call) => Promise<unknown> {
  const limiter = new RateLimiterMemory({ points: throttle.failures, duration: throttle.seconds })
  return async ({ path, next }) => {
    if (!guarded.has(path.join('.'))) return next()
    const spent = await limiter.get('sign-in')
    if (spent && spent.consumedPoints >= throttle.failures) throw tooMany(Math.ceil(spent.msBeforeNext / 1000))
    try {
      return await next()
    } catch (error) {
      await limiter.consume('sign-in').catch(() => undefined)
      throw error
    }
  }
}

function tooMany(seconds: number): ORPCError<'forbidden', { needs: string[] }> {
  return new ORPCError('forbidden', { defined: true, status: faults.forbidden.status, message: `登录失败次数过多，请${seconds}秒后再试`, data: { needs: [] } })
}
