import { keptOf } from '../../../contract/record'
import { roomEntry } from '../../../contract/warehouse/room'
import { holds } from '../../../kernel/actor'
import { conflict, forbidden, invalid } from '../../../kernel/fault'
import { K_12 } from '../../../kernel/rules/common'
import { sidesOf, inNameOf } from '../../../office/approvals/parties'
import { actorOf } from '../../../office/actors'
import { Person } from '../../../office/entities'
import { sign } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { KeyHandover, RoomEntry, WarehouseKey } from '../entities'
import type { EntryInput, KeyHandoverInput } from '../inputs'
import { WH_01 } from '../rules/intake'
import { sameAs } from '../../../office/records/sameAs'

/** Enters a key of the warehouse with its first holder, who must be an appointed keeper (WH-01, K-11). */
export async function registerKey(
  unit: UnitOfWork,
  input: { label: string; holderId: string }
): Promise<{ id: string }> {
  const holder = await unit.load(Person, input.holderId, '持有人')
  if ((await sameAs(unit.manager, WarehouseKey, 'label', input.label)).length > 0)
    throw invalid([{ path: 'label', message: `已有名为“${input.label}”的钥匙` }])
  unit.judge(
    inNameOf(holder),
    WH_01.on({
      about: 'handover',
      fromSigned: true,
      toSigned: true,
      toName: holder.name,
      toIsKeeper: await isKeeper(unit, holder.id)
    })
  )
  const key = await unit.insert(WarehouseKey, { label: input.label, holderId: holder.id, since: unit.today })
  unit.about({ type: 'key', id: key.id, number: key.label })
  return { id: key.id }
}

/** Hands a key from its holder to an appointed keeper; both sign (WH-01). */
export async function handOverKey(
  unit: UnitOfWork,
  input: KeyHandoverInput
): Promise<{ number: string; version: number }> {
  const key = await unit.load(WarehouseKey, input.id, '钥匙')
  if (key.version !== input.version) throw conflict('钥匙')
  if (unit.actor.personId !== key.holderId && !holds(unit.actor, ['warehouseKeeper', 'officeDirector', 'head']))
    throw forbidden('由钥匙持有人、仓库管理员或办公室主任办理交接', ['仓库管理员', '办公室主任'])
  const from = await unit.load(Person, key.holderId, '移交人')
  const to = await unit.load(Person, input.toPersonId, '接收人')
  const { signatures } = input
  unit.judge(
    inNameOf(to),
    WH_01.on({
      about: 'handover',
      fromSigned: signatures.from?.personId === key.holderId,
      toSigned: signatures.to?.personId === to.id,
      toName: to.name,
      toIsKeeper: await isKeeper(unit, to.id)
    }),
    K_12.on({ parties: sidesOf(from, to) })
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
  const typed = keptOf(roomEntry, input)
  const at = typed.at ?? unit.now
  const late = (instant: string) => Date.parse(instant) > Date.parse(unit.now)
  unit.judge(
    WH_01.on({ about: 'keeper', name: unit.actor.name, appointed: holds(unit.actor, ['warehouseKeeper']) }),
    WH_01.on({
      about: 'entry',
      ...typed,
      inFuture: late(at) || (typed.leftAt !== null && late(typed.leftAt)),
      leftBeforeEntering: typed.leftAt !== null && Date.parse(typed.leftAt) < Date.parse(at)
    })
  )
  const number = await unit.nextNumber('JK')
  const entry = await unit.append(RoomEntry, {
    ...typed,
    number,
    at: new Date(at).toISOString(),
    leftAt: typed.leftAt && new Date(typed.leftAt).toISOString(),
    keeperId: unit.actor.personId ?? ''
  })
  unit.about({ type: 'entry', id: entry.id, number })
  return { id: entry.id, number }
}

async function isKeeper(unit: UnitOfWork, personId: string): Promise<boolean> {
  const actor = await actorOf(unit.manager, personId, unit.today)
  return actor !== undefined && holds(actor, ['warehouseKeeper'])
}
