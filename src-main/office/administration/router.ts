import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext, type Permitted } from '../procedure'
import type { Reading } from '../house'
import { leaveTrace } from '../records/readings'
import { sessionState } from '../session/state'
import { auditDetail, auditPage } from './audit'
import { backupRows, backUp, backupTarget, restore, setBackupTarget } from './backups'
import { calendarYears, importCalendar } from './calendar'
import { recountClocks } from './clocks'
import { confirmClock } from './confirmClock'
import { exceptionPage } from './exceptions'
import { exportFieldKey, fieldKeyState, importFieldKey } from './fieldKey'
import { pendingChanges } from './pendingChanges'
import { changeParameter, changeRuleState } from './ruleChanges'
import { printedHeads } from './printedHeads'
import { ruleRows } from './rules'
import { verifyHouse, verifyReportFor } from './verify'

const os = implement(contract.administration).$context<CallContext>().use(translatingFaults).use(permitting)

/** What the log says, after who read it has left a trace: of the log as such, or of one entry. */
async function auditRead<T>(context: Permitted, answer: (reading: Reading) => Promise<T>, entry?: string): Promise<T> {
  const reading = await context.reading()
  const found = await answer(reading)
  const { personId } = context.actor
  if (personId !== null)
    await leaveTrace(reading, context.write, {
      act: '查阅操作日志',
      subject: { type: 'auditLog', id: entry ?? personId }
    })
  return found
}

/** Rules, exceptions, audit log, calendar, backups. */
export const administrationRouter = os.router({
  rules: os.rules.handler(async ({ context }) => {
    const reading = await context.reading()
    return ruleRows(reading, await pendingChanges(reading.manager))
  }),
  setRuleState: os.setRuleState.handler(async ({ context, input }) => {
    const act = input.state === 'on' ? '恢复执行规则' : '申请调整规则'
    const request = await context.write({ chain: 'office', act, reasons: input.reasons }, (unit) =>
      changeRuleState(unit, context.house, input)
    )
    await recountClocks(context.house)
    return { rule: input.rule, request }
  }),
  setParameter: os.setParameter.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '申请调整参数', reasons: input.reasons }, async (unit) => ({
      rule: input.rule,
      request: await changeParameter(unit, context.house, input)
    }))
  ),
  exceptions: os.exceptions.handler(async ({ context, input }) => exceptionPage(await context.reading(), input)),
  audit: os.audit.handler(({ context, input }) => auditRead(context, (reading) => auditPage(reading, input))),
  readings: os.readings.handler(({ context, input }) =>
    auditRead(context, (reading) => auditPage(reading, input, 'readings'))
  ),
  auditDetail: os.auditDetail.handler(({ context, input }) =>
    auditRead(context, (reading) => auditDetail(reading, input.id), input.id)
  ),
  verify: os.verify.handler(async ({ context }) =>
    verifyReportFor(await verifyHouse(context.house), context.house, context.actor)
  ),
  printedHeads: os.printedHeads.handler(({ context, input }) => printedHeads(context, input.code)),
  confirmClock: os.confirmClock.handler(async ({ context, input }) => {
    await confirmClock(context, input.second)
    return sessionState(context.house, context.sessionId)
  }),
  calendarYears: os.calendarYears.handler(async ({ context }) => calendarYears(await context.reading())),
  importCalendar: os.importCalendar.handler(async ({ context, input }) => {
    const work = { chain: 'office', act: '载入节假日表', reasons: input.reasons } as const
    const loaded = await context.write(work, (unit) => importCalendar(unit, context.house, input.attachmentId))
    await recountClocks(context.house)
    return loaded
  }),
  backups: os.backups.handler(({ context }) => backupRows(context.house)),
  backup: os.backup.handler(async ({ context }) => ({ name: (await backUp(context)).name })),
  backupTarget: os.backupTarget.handler(({ context }) => backupTarget(context.house)),
  setBackupTarget: os.setBackupTarget.handler(({ context, input }) => setBackupTarget(context, input.path)),
  restore: os.restore.handler(({ context, input }) => restore(context, input.name)),
  fieldKey: os.fieldKey.handler(async ({ context }) => fieldKeyState(await context.reading())),
  exportFieldKey: os.exportFieldKey.handler(({ context, input }) => exportFieldKey(context, input.passphrase)),
  importFieldKey: os.importFieldKey.handler(({ context, input }) =>
    importFieldKey(context, input.file, input.passphrase)
  )
})
