import { keptOf } from '../../../contract/record'
import { keeping as keepingRecord } from '../../../contract/warehouse/keeping'
import { conflict, notNow } from '../../../kernel/fault'
import { addDays } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import { Attachment, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import { sign, signAsOutsider } from '../../../office/signatures'
import { unitNow } from '../../../office/units/heirs'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { mustFind, rowsById, rowsWith } from '../../../platform/database/readRows'
import { refreshStandings } from '../clocks/standing'
import { DetainedLine, Inspection, Intake, Keeping, Standing } from '../entities'
import { goodsOf, goodsWords, judgePlace, passOn } from '../line/goods'
import type { InspectionInput, KeepingEnd, KeepingInput } from '../inputs'
import { photosStored } from '../line/photos'
import { WH_12 } from '../rules/keeping'
import { inNameOf } from '../../../office/approvals/parties'
import { mustActFor } from '../visibility'

/** Gives goods of one intake to a third party to keep (WH-12). */
export async function beginKeeping(
  unit: UnitOfWork,
  house: House,
  input: KeepingInput
): Promise<{ id: string; number: string }> {
  const typed = keptOf(keepingRecord, input)
  const goods = await goodsOf(unit.manager, input.lineIds)
  const [first] = [...goods.values()]
  const intake = await unit.load(Intake, first?.line.intakeId ?? '', '入库单')
  const responsible = await unit.load(Person, typed.responsibleId, '责任人')
  const standings = [...goods.values()].map(({ standing }) => standing)
  unit.judge(
    inNameOf(responsible),
    WH_12.on({
      about: 'begin',
      ...typed,
      duties: input.duties,
      agreement: input.agreementAttachmentId !== undefined,
      keeperSigned: input.keeperSignature !== undefined,
      from: typed.fromDay,
      to: typed.toDay,
      detainedOn: intake.detainedOn,
      today: unit.today,
      isParty: typed.keeper === intake.party,
      notHere: standings
        .filter((standing) => standing.onHand === 0 || standing.thirdParty)
        .map((standing) => standing.tag),
      severalIntakes: standings.some((standing) => standing.intakeId !== intake.id)
    })
  )
  if (input.agreementAttachmentId) await unit.load(Attachment, input.agreementAttachmentId, '保管协议')
  const number = await unit.nextNumber('WT')
  const words = goodsWords(standings.map((standing) => standing.name))
  const keeping = await unit.insert(Keeping, {
    ...typed,
    number,
    intakeId: intake.id,
    squadId: await unitNow(unit.manager, intake.squadId),
    duties: input.duties ?? '',
    agreementAttachmentId: input.agreementAttachmentId ?? null,
    goods: words,
    lineIds: input.lineIds,
    lastInspectedOn: null,
    nextInspectionOn: addDays(typed.fromDay, WH_12.values(unit.book).inspectionDays),
    endedOn: null,
    searchKey: searchKey(typed.keeper, number, intake.party, intake.number, words)
  })
  if (input.keeperSignature)
    await signAsOutsider(unit, typed.keeper, input.keeperSignature, '保管人', { type: 'keeping', id: keeping.id })
  if (input.signature) await sign(unit, input.signature, '委托方经办人', { type: 'keeping', id: keeping.id })
  for (const { line, standing } of goods.values())
    await passOn(unit, {
      line,
      act: 'keeping',
      from: unit.actor.name,
      to: typed.keeper,
      place: `委托保管：${typed.address}`,
      quantity: standing.onHand,
      voucher: number
    })
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  unit.about({ type: 'keeping', id: keeping.id, number })
  return { id: keeping.id, number }
}

/** Logs an inspection at the third party's and sets the next one (WH-12). */
export async function inspectKeeping(unit: UnitOfWork, input: InspectionInput): Promise<{ version: number }> {
  const keeping = await unit.load(Keeping, input.id, '委托保管')
  if (keeping.version !== input.version) throw conflict('委托保管')
  mustActFor(unit.actor, keeping.squadId)
  unit.judge(
    WH_12.on({
      about: 'inspection',
      ended: keeping.endedOn !== null,
      inOrder: input.inOrder,
      photos: input.photoIds.length
    })
  )
  await photosStored(unit, input.photoIds, 'photoIds')
  await unit.append(Inspection, {
    keepingId: keeping.id,
    at: unit.now,
    inspectorId: unit.actor.personId,
    inspectorName: unit.actor.name,
    result: input.result,
    inOrder: input.inOrder,
    photoIds: input.photoIds
  })
  const subject = { type: 'keeping', id: keeping.id, number: keeping.number }
  if (keeping.nextInspectionOn !== null)
    await noteIfLate(unit, {
      rule: WH_12,
      subject,
      what: `检查${keeping.keeper}保管的物品`,
      due: { dueOn: keeping.nextInspectionOn, dueAt: null }
    })
  const next = addDays(unit.today, WH_12.values(unit.book).inspectionDays)
  const { version } = await unit.update(
    Keeping,
    keeping,
    { lastInspectedOn: unit.today, nextInspectionOn: next },
    '委托保管'
  )
  unit.about(subject)
  return { version }
}

/** Goods that are still with the third party come back into the warehouse, each to a known place (WH-13). */
export async function endKeeping(unit: UnitOfWork, house: House, input: KeepingEnd): Promise<{ version: number }> {
  const keeping = await unit.load(Keeping, input.id, '委托保管')
  if (keeping.version !== input.version) throw conflict('委托保管')
  if (keeping.endedOn !== null) throw notNow('委托保管')
  const intake = await unit.load(Intake, keeping.intakeId, '入库单')
  const there = await rowsWith(unit.manager, Standing, 'id', keeping.lineIds, { where: { thirdParty: true } })
  const lines = await rowsById(
    unit.manager,
    DetainedLine,
    there.map((standing) => standing.id)
  )
  for (const standing of there) {
    const line = mustFind(lines, standing.id)
    await judgePlace(unit, {
      name: line.name,
      party: intake.party,
      location: input.location,
      separation: input.separation,
      field: 'location'
    })
    await passOn(unit, {
      line,
      act: 'keptBack',
      from: keeping.keeper,
      to: unit.actor.name,
      place: input.location ?? '',
      quantity: standing.onHand,
      voucher: keeping.number,
      remarks: input.note ?? null
    })
  }
  const subject = { type: 'keeping', id: keeping.id, number: keeping.number }
  const what = `收回${keeping.keeper}保管的物品`
  await noteIfLate(unit, { rule: WH_12, subject, what, due: { dueOn: keeping.toDay, dueAt: null } })
  const { version } = await unit.update(Keeping, keeping, { endedOn: unit.today, nextInspectionOn: null }, '委托保管')
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  unit.about(subject)
  return { version }
}
