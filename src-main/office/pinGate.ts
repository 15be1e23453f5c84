import type { EntityManager } from 'typeorm'
import { formatInstant } from '../contract/display'
import type { Instant } from '../kernel/instant'
import { forbidden } from '../kernel/fault'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import { afterFailure, SignInGate, failuresAllowed } from '../platform/session/signInGate'
import { Account, accountSecrets } from './entities'

// One gate per open database: attempts that come at once are counted before any of them is in a row.
const gates = new WeakMap<object, SignInGate>()

function gateOf(manager: EntityManager): SignInGate {
  const gate = gates.get(manager.connection) ?? new SignInGate()
  gates.set(manager.connection, gate)
  return gate
}

/**
 * Tries a PIN given at the counter, one attempt after the other. Wrong ones count per person, also when the act is
 * rolled back, and are in the log; after five the person's PIN is closed for 15 minutes, in every process and over
 * restarts, which ends in `forbidden`. Whether it was right is the answer.
 */
export async function tryPin(unit: UnitOfWork, signer: Account, name: string, pin: string): Promise<boolean> {
  const { now } = unit
  const gate = gateOf(unit.manager)
  const { personId } = signer
  return gate.enter(personId, async () => {
    const until = [signer.lockedUntil, signer.pinLockedUntil, gate.closedUntil(personId)].find(
      (lock) => lock !== null && lock > now
    )
    if (until) throw closed(name, until)
    const { pinHash, pinFailures } = signer
    if (pinHash !== null && (await unit.pins.verify(pin, pinHash))) {
      gate.forget(personId)
      const renewed = await unit.pins.renewed(pin, pinHash)
      const patch = { pinFailures: null, pinLockedUntil: null, ...(renewed ? { pinHash: renewed } : {}) }
      if (pinFailures !== null || renewed) await unit.update(Account, signer, patch, '账号', accountSecrets)
      return true
    }
    const counted = gate.countFailure(personId, now)
    unit.ifUndone('签字码输错', (kept) => keepFailure(kept, signer.id))
    const lock = counted ?? failed(signer, now).lockedUntil
    if (lock !== null) throw closed(name, lock)
    return false
  })
}

const failed = ({ pinFailures, pinLockedUntil }: Account, now: Instant) =>
  afterFailure({ failures: pinFailures ?? 0, lockedUntil: pinLockedUntil }, now)

async function keepFailure(unit: UnitOfWork, accountId: string): Promise<void> {
  const account = await unit.load(Account, accountId, '账号')
  const { failures, lockedUntil } = failed(account, unit.now)
  unit.about({ type: 'account', id: account.id, number: account.login })
  await unit.update(Account, account, { pinFailures: failures, pinLockedUntil: lockedUntil }, '账号')
}

/** Opens a person's PIN again, after an administrator unlocked the account or the person set a new one. */
export function reopenPin(manager: EntityManager, personId: string): void {
  gateOf(manager).forget(personId)
}

const closed = (name: string, until: Instant) =>
  forbidden(
    `${name}的签字码连续输错${failuresAllowed}次，停用至${formatInstant(until).slice(11)}，请到时再试，或请系统管理员解锁`
  )
