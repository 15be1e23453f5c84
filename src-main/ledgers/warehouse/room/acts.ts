import { holds } from '../../../kernel/actor'
import { conflict, forbidden, invalid } from '../../../kernel/fault'
import { endOfMonth } from '../../../kernel/localDate'
import { K_11 } from '../../../kernel/rules/common'
import { actorOf } from '../../../office/actors'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import { sign } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { KeyHandover, MonthlyReport, RoomEntry, WarehouseKey } from '../entities'
import type { EntryInput, KeyHandoverInput } from '../inputs'
import { reportDeadline, WH_15 } from '../rules/clocks'
import { WH_01 } from '../rules/intake'
import { squadFigures } from '../report/rows'

/** Enters a key of the warehouse with its first holder, who must be an appointed keeper (WH-01, K-11). */
export async function registerKey(unit: UnitOfWork, input: { label: string; holderId: string }): Promise<{ id: string }> {
  const holder = await unit.load(Person, input.holderId, '持有人')
  if (await unit.manager.findOneBy(WarehouseKey, { label: input.label }))
    throw invalid([{ path: 'label', message: `已有名为“${input.label}”的钥匙` }])
  unit.judge(
    K_11.on({ personName: holder.name, kind: holder.kind, doing: 'keep' }),
    WH_01.on({
      about: 'handover',
      fromSigned: true,
      toSigned: true,
      toName: holder.name,
      toIsKeeper: await isKeeper(unit, holder.id),
      samePerson: false
    })
  )
  const key = await unit.insert(WarehouseKey, { label: input.label, holderId: holder.id, since: unit.today })
  unit.about({ type: 'key', id: key.id, number: key.label })
  return { id: key.id }
}

/** Hands a key from its holder to an appointed keeper; both sign (WH-01). */
export async function handOverKey(unit: UnitOfWork, input: KeyHandoverInput): Promise<{ number: string; version: number }> {
  const key = await unit.load(WarehouseKey, input.id, '钥匙')
  if (key.version !== input.version) throw conflict('钥匙')
  if (unit.actor.personId !== key.holderId && !holds(unit.actor, ['warehouseKeeper', 'officeDirector', 'head']))
    throw forbidden('由钥匙持有人、仓库管理员或办公室主任办理交接', ['仓库管理员', '办公室主任'])
  const to = await unit.load(Person, input.toPersonId, '接收人')
  const { signatures } = input
  unit.judge(
    K_11.on({ personName: to.name, kind: to.kind, doing: 'keep' }),
    WH_01.on({
      about: 'handover',
      fromSigned: signatures.from?.personId === key.holderId,
      toSigned: signatures.to?.personId === to.id,
      toName: to.name,
      toIsKeeper: await isKeeper(unit, to.id),
      samePerson: to.id === key.holderId
    })
  )
  const number = await unit.nextNumber('YS')
  const handover = await unit.append(KeyHandover, {
    number,
    keyId: key.id,
    at: unit.now,
    fromPersonId: key.holderId,
    toPersonId: to.id,
    reason: input.reason
  })
  if (signatures.from) await sign(unit, signatures.from, '移交人', { type: 'keyHandover', id: handover.id })
  if (signatures.to) await sign(unit, signatures.to, '接收人', { type: 'keyHandover', id: handover.id })
  const { version } = await unit.update(WarehouseKey, key, { holderId: to.id, since: unit.today }, '钥匙')
  unit.about({ type: 'key', id: key.id, number })
  return { number, version }
}

/** Logs somebody in the warehouse, accompanied by the keeper signed in (WH-01). */
export async function enterRoom(unit: UnitOfWork, input: EntryInput): Promise<{ id: string; number: string }> {
  const at = input.at ?? unit.now
  const late = (instant: string) => Date.parse(instant) > Date.parse(unit.now)
  unit.judge(
    WH_01.on({ about: 'keeper', name: unit.actor.name, appointed: holds(unit.actor, ['warehouseKeeper']) }),
    WH_01.on({
      about: 'entry',
      visitor: input.visitor ?? '',
      purpose: input.purpose ?? '',
      inFuture: late(at) || (input.leftAt !== undefined && late(input.leftAt)),
      leftBeforeEntering: input.leftAt !== undefined && Date.parse(input.leftAt) < Date.parse(at)
    })
  )
  const number = await unit.nextNumber('JK')
  const entry = await unit.append(RoomEntry, {
    number,
    at: new Date(at).toISOString(),
    leftAt: input.leftAt ? new Date(input.leftAt).toISOString() : null,
    visitor: input.visitor ?? '',
    keeperId: unit.actor.personId ?? '',
    purpose: input.purpose ?? ''
  })
  unit.about({ type: 'entry', id: entry.id, number })
  return { id: entry.id, number }
}

/** Hands in the month's report; its figures stay as they stood (WH-15). */
export async function reportMonth(unit: UnitOfWork, house: House, input: { month: string; remarks?: string | undefined }): Promise<{ id: string }> {
  const earlier = await unit.manager.findOneBy(MonthlyReport, { month: input.month })
  unit.judge(WH_15.on({ month: input.month, today: unit.today, already: earlier !== null }))
  const { rows, overdueLines } = await squadFigures(unit.manager, unit.today, { from: `${input.month}-01`, to: lastDayOf(input.month) })
  const report = await unit.append(MonthlyReport, {
    month: input.month,
    at: unit.now,
    reporterId: unit.actor.personId,
    overdueLines,
    figures: rows,
    remarks: input.remarks ?? null
  })
  unit.about({ type: 'report', id: report.id, number: input.month })
  const deadline = reportDeadline(input.month, WH_15.values(unit.book).reportDays, await house.calendar(unit.manager))
  await noteIfLate(unit, {
    rule: WH_15,
    subject: { type: 'report', id: report.id, number: input.month },
    what: `${input.month.replace('-', '年')}月暂扣物品月报`,
    due: { ...deadline, dueAt: null }
  })
  return { id: report.id }
}

const lastDayOf = (month: string): string => endOfMonth(`${month}-01`)

async function isKeeper(unit: UnitOfWork, personId: string): Promise<boolean> {
  const actor = await actorOf(unit.manager, personId, unit.today)
  return actor !== undefined && holds(actor, ['warehouseKeeper'])
}
