import { Fault, notFound } from '../../kernel/fault'
import { mayKnowOf } from '../confided'
import type { Reading } from '../house'
import { mayMake } from '../outputs/access'
import { formsOf } from '../outputs/catalogue'
import { Approval } from './entities'
import { requestDefinition } from './flows'
import { takesPart } from './views'

/**
 * The request, for somebody who asked for it, decides or has decided it, or who may read the record it is about; to
 * everybody else there is none (`notFound`).
 */
export async function readableApproval(reading: Reading, id: string): Promise<Approval> {
  const approval = await reading.manager.findOneBy(Approval, { id })
  if (!approval || !((await takesPart(reading, approval)) || (await mayReadSubject(reading, approval))))
    throw notFound('审批')
  return approval
}

async function mayReadSubject(reading: Reading, { kind, ledger, subjectId }: Approval): Promise<boolean> {
  const { house, actor, manager } = reading
  if (!mayKnowOf(house, actor, ledger)) return false
  const { form, mustRead } = requestDefinition(house, kind)
  if (mustRead) return succeeds(() => mustRead(reading, subjectId))
  const formId = typeof form === 'function' ? await form(manager, subjectId) : form
  const access = formsOf(house).find(({ definition }) => definition.id === formId)?.definition.access
  return (
    access !== undefined &&
    mayMake(house, actor, ledger, access.who) &&
    succeeds(() => access.mustRead(reading, subjectId))
  )
}

async function succeeds(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read()
    return true
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}
