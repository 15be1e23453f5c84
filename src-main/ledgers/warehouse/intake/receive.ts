import { In } from 'typeorm'
import { holds } from '../../../kernel/actor'
import { localDateOf, localTimeOf } from '../../../kernel/instant'
import { monthNumberOf } from '../../../kernel/localDate'
import { K_12 } from '../../../kernel/rules/common'
import { searchKey } from '../../../kernel/searchKey'
import { actorOf } from '../../../office/actors'
import { submitForApproval } from '../../../office/approvals/service'
import { Person, Unit } from '../../../office/entities'
import { officerRules, partiesNamed } from '../../../office/approvals/parties'
import { datedRule, markBackdated, type DatedFacts } from '../../../office/records/lateness'
import type { House } from '../../../office/house'
import { sign, signAsOutsider } from '../../../office/signatures'
import { invalid } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { keptOf } from '../../../contract/record'
import { intake as intakeRecord } from '../../../contract/warehouse/intake'
import { line as lineRecord } from '../../../contract/warehouse/line'
import { clockKinds } from '../../../contract/warehouse/words'
import { rowsById } from '../../../platform/database/readRows'
import { refreshStandings } from '../clocks/standing'
import { DetainedLine, Intake, SpotSeizure, Standing } from '../entities'
import { goodsWords, judgePlace, passOn, postMovement } from '../line/goods'
import type { ReceiveInput } from '../inputs'
import { photosStored } from '../line/photos'
import { WH_04, WH_06 } from '../rules/clocks'
import { WH_01, WH_02, WH_03 } from '../rules/intake'
import { sameAs } from '../../../office/records/sameAs'

const ownerless = '（无主，当事人遗弃）'

/** What is typed in of an intake as it is kept; goods nobody owns have a party of that name. */
function typedOf(input: ReceiveInput) {
  const typed = keptOf(intakeRecord, input)
  const lines = input.lines.map((line) => ({
    ...keptOf(lineRecord, line),
    quantity: line.quantity,
    separation: line.separation ?? null
  }))
  return { typed: { ...typed, party: typed.party || ownerless }, lines }
}
type Typed = ReturnType<typeof typedOf>

/**
 * Takes goods in at the counter (WH-01, WH-02, WH-03, WH-13) and starts their clocks; an on-the-spot seizure goes to
 * the leader for approval (WH-06).
 */
export async function receive(unit: UnitOfWork, house: House, input: ReceiveInput) {
  const asked = typedOf(input)
  const { typed, lines: goods } = asked
  const squad = await unit.manager.findOneBy(Unit, { id: input.squadId })
  const calendar = await house.calendar(unit.manager)
  const officers = await officersOf(unit, input)
  const { handler, keeper } = input.signatures
  const keeperActor = keeper ? await actorOf(unit.manager, keeper.personId, unit.today) : undefined
  for (const [index, { photoIds }] of goods.entries()) await photosStored(unit, photoIds, `lines.${index}.photoIds`)
  unit.judge(
    WH_01.on({
      about: 'keeper',
      name: keeperActor?.name ?? '',
      appointed: !keeper || (keeperActor !== undefined && holds(keeperActor, ['warehouseKeeper']))
    }),
    WH_02.on({
      workingDay: calendar.isWorkingDay(unit.today),
      calendarMissing: calendar.isMissing(unit.today),
      time: localTimeOf(unit.now),
      month: monthNumberOf(unit.today)
    }),
    WH_03.on(await factsOf(unit, input, goods, officers, squad)),
    ...(await officerRules(
      unit.manager,
      officers.map((officer, index) => ({ role: '执法人员', ...officer, field: `officers.${index}` }))
    )),
    K_12.on({
      parties: await partiesNamed(unit.manager, [
        { role: '交件人', personId: handler?.personId },
        { role: '仓库管理员', personId: keeper?.personId, field: 'signatures.keeper' }
      ])
    }),
    datedRule(unit, detainedDay(typed)),
    WH_06.on({
      about: 'intake',
      onTheSpot: typed.onTheSpot,
      seizure: typed.basis === 'seizure',
      approvedOn: typed.approvedOn,
      detainedOn: detainedDay(typed).dated
    }),
    WH_04.on({ perishable: goods.some((line) => line.perishability === 'perishable') })
  )
  await placesApart(unit, goods, typed.party)
  const number = await unit.nextNumber('ZK')
  const intake = await appendIntake(unit, input, asked, number, officers)
  if (handler) await sign(unit, handler, '交件执法人员', { type: 'intake', id: intake.id })
  if (keeper) await sign(unit, keeper, '仓库管理员', { type: 'intake', id: intake.id })
  if (input.partySign.how === 'signed' && input.partySign.strokes)
    await signAsOutsider(unit, intake.party, input.partySign.strokes, '当事人', { type: 'intake', id: intake.id })
  // Without a keeper's signature nothing is taken in; the custody chain need not say so again for every line.
  const lines = await appendLines(unit, goods, intake, officers[0]?.name ?? '', keeperActor?.name ?? '仓库管理员')
  unit.about({ type: 'intake', id: intake.id, number })
  await markBackdated(unit, { type: 'intake', id: intake.id, number }, detainedDay(typed))
  if (intake.onTheSpot) await reportSpotSeizure(unit, house, intake)
  await refreshStandings(unit, calendar, intake)
  const lead = await unit.manager.findOne(Standing, { where: { intakeId: intake.id }, order: { dueOn: 'ASC' } })
  return {
    id: intake.id,
    number,
    lines: lines.map(({ id, tag }) => ({ id, tag })),
    slip: lead?.dueOn ? { dueOn: lead.dueOn, dueAt: lead.dueAt, basis: clockKinds[lead.dueKind ?? 'bureau'] } : null
  }
}

interface OfficerRow {
  readonly personId: string
  readonly name: string
  readonly certificate: string | null
  readonly staff: boolean
}

async function officersOf(unit: UnitOfWork, input: ReceiveInput): Promise<readonly OfficerRow[]> {
  const people = await rowsById(
    unit.manager,
    Person,
    input.officers.map((officer) => officer.personId)
  )
  return input.officers.map(({ personId, certificate }) => {
    const person = people.get(personId)
    if (!person || person.status === 'departed')
      throw invalid([{ path: 'officers', message: '执法人员不在册或已离岗，请重新选择' }])
    return {
      personId,
      name: person.name,
      certificate: certificate ?? null,
      staff: person.kind === 'permanent' || person.kind === 'contract'
    }
  })
}

async function factsOf(
  unit: UnitOfWork,
  input: ReceiveInput,
  goods: Typed['lines'],
  officers: readonly OfficerRow[],
  squad: Unit | null
) {
  const same = input.documentNumber
    ? (await sameAs(unit.manager, Intake, 'documentNumber', input.documentNumber))[0]
    : undefined
  const { handler, keeper } = input.signatures
  const { how, strokes, reason, witness } = input.partySign
  return {
    squadIsUnit: squad?.active === true,
    officers: officers.map(({ name, staff, certificate }) => ({ name, staff, certificate: certificate ?? undefined })),
    party: input.party ?? undefined,
    abandoned: input.basis === 'abandoned',
    place: input.place ?? undefined,
    cause: input.cause ?? undefined,
    documentNumber: input.documentNumber ?? undefined,
    sameDocument: same && !(await isReversed(unit, same.id)) ? same.number : undefined,
    detainedAt: input.detainedAt,
    inFuture: Date.parse(input.detainedAt) > Date.parse(unit.now),
    lines: goods.map(({ name, condition, photoIds }) => ({ name, condition, photos: photoIds.length })),
    handlerSigned: handler !== undefined,
    handlerIsOfficer: officers.some((officer) => officer.personId === handler?.personId),
    keeperSigned: keeper !== undefined,
    partySign: { how, drawn: strokes !== undefined, reason, witness }
  }
}

async function isReversed(unit: UnitOfWork, intakeId: string): Promise<boolean> {
  return (await unit.manager.countBy(Standing, { intakeId, state: In(['held', 'partly', 'gone']) })) === 0
}

async function placesApart(unit: UnitOfWork, goods: Typed['lines'], party: string): Promise<void> {
  for (const [index, { name, location, separation }] of goods.entries())
    await judgePlace(unit, {
      name,
      party,
      location,
      separation: separation ?? undefined,
      field: `lines.${index}.location`
    })
}

/** The day of the seizure as K-13 looks at it. */
const detainedDay = ({ detainedAt }: Typed['typed']): DatedFacts => ({
  what: '扣押时间',
  dated: localDateOf(new Date(detainedAt).toISOString()),
  field: 'detainedAt'
})

async function appendIntake(
  unit: UnitOfWork,
  input: ReceiveInput,
  { typed, lines }: Typed,
  number: string,
  officers: readonly OfficerRow[]
): Promise<Intake> {
  const goods = goodsWords(lines.map((line) => line.name))
  const detainedAt = new Date(typed.detainedAt).toISOString()
  return unit.append(Intake, {
    ...typed,
    number,
    at: unit.now,
    day: unit.today,
    detainedAt,
    detainedOn: localDateOf(detainedAt),
    officers: officers.map(({ personId, name, certificate }) => ({ personId, name, certificate })),
    partyPhone: input.partyPhone ?? null,
    goods,
    handlerId: input.signatures.handler?.personId ?? null,
    keeperId: input.signatures.keeper?.personId ?? null,
    partySign: input.partySign.how,
    refusalReason: input.partySign.reason ?? null,
    refusalWitness: input.partySign.witness ?? null,
    opening: false,
    searchKey: searchKey(typed.party, number, typed.documentNumber, goods, typed.cause)
  })
}

async function appendLines(
  unit: UnitOfWork,
  goods: Typed['lines'],
  intake: Intake,
  officer: string,
  keeper: string
): Promise<readonly DetainedLine[]> {
  const lines: DetainedLine[] = []
  for (const [index, typed] of goods.entries()) {
    const line = await unit.append(DetainedLine, {
      ...typed,
      intakeId: intake.id,
      lineNumber: index + 1,
      tag: tagOf(intake.number, index + 1)
    })
    const { quantity } = line
    await postMovement(unit, { line, squadId: intake.squadId, kind: 'intake', documentNumber: intake.number, quantity })
    await passOn(unit, {
      line,
      act: 'detained',
      from: intake.party,
      to: officer,
      place: intake.place,
      quantity,
      voucher: intake.documentNumber,
      at: intake.detainedAt
    })
    await passOn(unit, {
      line,
      act: 'intake',
      from: officer,
      to: keeper,
      place: line.location,
      quantity,
      voucher: intake.number
    })
    lines.push(line)
  }
  return lines
}

/** The number on a line's tag and in its QR, e.g. ZK-2026-000012-03. */
export const tagOf = (intakeNumber: string, lineNumber: number): string =>
  `${intakeNumber}-${String(lineNumber).padStart(2, '0')}`

// DK-09 五十: the report is made by handing the seizure to the leader in charge of enforcement, whose decision ends the
// clock.
async function reportSpotSeizure(unit: UnitOfWork, house: House, intake: Intake): Promise<void> {
  const row = await unit.insert(SpotSeizure, {
    intakeId: intake.id,
    state: 'pending',
    decidedAt: null,
    approvalId: null
  })
  const approval = await submitForApproval(unit, house, {
    ledger: 'warehouse',
    kind: 'warehouse.spot',
    subjectType: 'intake',
    subjectId: intake.id,
    number: intake.number,
    title: `当场扣押${intake.party}${intake.goods}`,
    applicantId: intake.handlerId ?? intake.officers[0]?.personId ?? '',
    unitId: intake.squadId
  })
  await unit.update(SpotSeizure, row, { approvalId: approval.id }, '当场扣押')
}
