import type { BothSign } from '../../../contract/vehicles/access'
import type { repairs } from '../../../contract/vehicles/repair'
import { invalid, notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { sumMoney } from '../../../kernel/money'
import type { SignatureInput } from '../../../contract/values'
import { holdersOf } from '../../../office/actors'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { consentedAt } from '../../../office/approvals/decisions'
import { Approval } from '../../../office/approvals/entities'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { markPast, noteIfLate, pastRules } from '../../../office/records/lateness'
import { signAll } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { K_12 } from '../../../kernel/rules/common'
import { partiesNamed } from '../../../office/approvals/parties'
import { Repair, RepairLine, Supplement, Vehicle, VehicleDefect } from '../entities'
import type { InputTo } from '../inputTo'
import { takeReading } from '../odometer/readings'
import { breakdownDeadline, listDueOn, VEH_11, VEH_12, VEH_13, VEH_14 } from '../rules/repair'
import { setState } from '../vehicle/life'
import { mustBeAmong } from '../visibility'
import { itemsOf } from './items'
import { loadedRepair } from './request'

type Repairs = typeof repairs

/** Driver and vehicle office, two people (K-12), as they sign at the garage. */
async function bothOf(unit: UnitOfWork, vehicle: Vehicle, repair: Repair, { driver, office }: BothSign) {
  const drivers = [vehicle.mainDriverId, vehicle.secondDriverId, repair.applicantId]
  if (driver && !drivers.includes(driver.personId))
    throw invalid([{ path: 'signatures.driver', message: '应由这辆车的驾驶员签字' }])
  const officers = [
    ...(await holdersOf(unit.manager, 'vehicleOffice', unit.today)),
    ...(await holdersOf(unit.manager, 'officeDirector', unit.today))
  ]
  if (office && !officers.includes(office.personId))
    throw invalid([{ path: 'signatures.office', message: '应由车管办工作人员签字' }])
  unit.judge(
    K_12.on({
      parties: await partiesNamed(unit.manager, [
        { role: '驾驶员', personId: driver?.personId },
        { role: '车管办工作人员', personId: office?.personId, field: 'signatures.office' }
      ])
    })
  )
  return {
    driverSigned: driver !== undefined,
    officeSigned: office !== undefined
  }
}

const signed = (unit: UnitOfWork, repairId: string, { driver, office }: BothSign, suffix: string) =>
  signAll(
    unit,
    [
      { input: driver, role: `驾驶员${suffix}` },
      { input: office, role: `车管办${suffix}` }
    ].flatMap(({ input, role }): { input: SignatureInput; role: string }[] => (input ? [{ input, role }] : [])),
    { type: 'vehicleRepair', id: repairId }
  )

/**
 * The car is handed to the garage by driver and office together, the items confirmed (VEH-11); on the road every leader
 * has agreed (VEH-12).
 */
export async function handOver(unit: UnitOfWork, input: InputTo<Repairs['handOver']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  const vehicle = await unit.load(Vehicle, repair.vehicleId, '车辆')
  mustBeAmong(unit.actor, [repair.applicantId, vehicle.mainDriverId, vehicle.secondDriverId], '驾驶员')
  if (['inGarage', 'accepted', 'closed'].includes(repair.state)) throw notNow('维修单')
  const approved = repair.state === 'approved'
  await mustStillHold(unit, repair.approvalId)
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  if (repair.breakdown)
    unit.judge(VEH_12.on({ stage: 'repair', waitingFor: approved ? [] : await stepsOpen(unit, repair) }))
  // On the road there is nobody of the office to sign.
  const both = await bothOf(unit, vehicle, repair, input.signatures)
  const facts = repair.breakdown ? { ...both, officeSigned: true, driverSigned: true } : both
  const at = input.at ?? unit.now
  const handed = { what: '送修时间', dated: localDateOf(at), field: 'at' }
  const other = await unit.manager.findOneBy(Repair, { vehicleId: vehicle.id, state: 'inGarage' })
  unit.judge(
    VEH_11.on({
      stage: 'handOver',
      approved,
      ...facts,
      elsewhere: other?.number,
      at,
      consentedAt: approved ? await consentedAt(unit.manager, repair.approvalId) : undefined
    }),
    ...pastRules(unit, [handed])
  )
  unit.endCheck()
  await takeReading(unit, vehicle, {
    at,
    km: input.km,
    source: 'garageIn',
    sourceId: repair.id,
    sourceNumber: repair.number,
    field: 'km'
  })
  await signed(unit, repair.id, input.signatures, '（送修）')
  if (vehicle.state === 'inUse') await setState(unit, vehicle, 'repair', { reason: repair.number })
  await markPast(unit, { type: 'vehicleRepair', id: repair.id, number: repair.number }, [handed])
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  const { driver, office } = input.signatures
  return unit.update(
    Repair,
    repair,
    {
      state: 'inGarage',
      handedAt: at,
      handedByDriverId: driver?.personId ?? unit.actor.personId,
      handedByOfficeId: office?.personId ?? null
    },
    '维修单'
  )
}

async function stepsOpen(unit: UnitOfWork, repair: Repair): Promise<readonly string[]> {
  const approval = await unit.load(Approval, repair.approvalId ?? '', '审批')
  return approval.steps.slice(approval.step).map(({ label }) => label.replace(/意见$/, ''))
}

/** Driver and office accept: every line within what was approved for its item, parts and labour apart (VEH-13). */
export async function accept(unit: UnitOfWork, house: House, input: InputTo<Repairs['accept']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  const vehicle = await unit.load(Vehicle, repair.vehicleId, '车辆')
  mustBeAmong(unit.actor, [repair.applicantId, vehicle.mainDriverId, vehicle.secondDriverId], '驾驶员')
  if (repair.state !== 'inGarage') throw notNow('维修单')
  const items = (await itemsOf(unit.manager, repair.id, true)).filter(({ approved }) => approved)
  const approvedFor = new Map(items.map(({ item }) => [item.id, item]))
  const spent = new Map<string, number>()
  for (const { itemId, materialCents, labourCents } of input.lines)
    if (itemId) spent.set(itemId, (spent.get(itemId) ?? 0) + materialCents + labourCents)
  const open = await unit.manager.findBy(Supplement, { repairId: repair.id, state: 'pending' })
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  unit.judge(
    VEH_13.on({
      stage: 'accept',
      lines: input.lines.map(({ itemId, name, materialCents, labourCents }, index) => {
        const item = itemId ? approvedFor.get(itemId) : undefined
        const actualCents = item ? (spent.get(item.id) ?? 0) : materialCents + labourCents
        return {
          name: item?.name ?? name,
          approvedCents: item?.amountCents,
          actualCents,
          field: `lines.${index}.materialCents`
        }
      }),
      openSupplements: open.map(({ number }) => `增项${number}的批准`),
      ...(await bothOf(unit, vehicle, repair, input.signatures))
    })
  )
  unit.endCheck()
  const at = unit.now
  await takeReading(unit, vehicle, {
    at,
    km: input.km,
    source: 'garageOut',
    sourceId: repair.id,
    sourceNumber: repair.number,
    field: 'km'
  })
  await unit.appendMany(
    RepairLine,
    input.lines.flatMap(({ itemId, name, materialCents, labourCents }, index) =>
      itemId ? [{ repairId: repair.id, itemId, lineNumber: index + 1, name, materialCents, labourCents }] : []
    )
  )
  await signed(unit, repair.id, input.signatures, '（验收）')
  for (const id of input.defectIds) {
    const defect = await unit.load(VehicleDefect, id, '车况问题')
    if (defect.vehicleId === vehicle.id && defect.mendedOn === null)
      await unit.update(VehicleDefect, defect, { mendedOn: unit.today, mended: repair.number }, '车况问题')
  }
  const back = vehicle.state === 'repair' ? await setState(unit, vehicle, 'inUse', { reason: repair.number }) : vehicle
  if (repair.kind === 'service')
    await unit.update(Vehicle, back, { servicedOn: unit.today, servicedKm: input.km }, '车辆')
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  const materialCents = sumMoney(input.lines.map((line) => line.materialCents))
  const labourCents = sumMoney(input.lines.map((line) => line.labourCents))
  const papersDueOn = repair.breakdown
    ? breakdownDeadline(localDateOf(at), unit.book, await house.calendar(unit.manager)).dueOn
    : null
  return unit.update(
    Repair,
    repair,
    {
      state: 'accepted',
      acceptedAt: at,
      acceptedOn: unit.today,
      outKm: input.km,
      materialCents,
      labourCents,
      actualCents: materialCents + labourCents,
      accepters: await namesOf(unit, input.signatures),
      warrantyUntil: input.warrantyUntil ?? null,
      warrantyKm: input.warrantyKm ?? null,
      invoiceNumber: input.invoiceNumber ?? null,
      papersDueOn
    },
    '维修单'
  )
}

async function namesOf(unit: UnitOfWork, { driver, office }: BothSign): Promise<string> {
  const people = []
  for (const signature of [driver, office])
    if (signature) people.push((await unit.load(Person, signature.personId, '验收人')).name)
  return people.join('、')
}

const done = (repair: Repair) => repair.state === 'accepted' || repair.state === 'closed'

/** Papers of a repair on the road, within a working day of the return (VEH-12). */
export async function handInRepairPapers(unit: UnitOfWork, input: InputTo<Repairs['papers']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  mustBeAmong(unit.actor, [repair.applicantId], '驾驶员')
  if (repair.papersDueOn === null || repair.papersOn !== null) throw notNow('维修单')
  unit.judge(VEH_12.on({ stage: 'papers', attachment: input.attachmentId !== undefined }))
  const subject = { type: 'vehicleRepair', id: repair.id, number: repair.number }
  await noteIfLate(unit, {
    rule: VEH_12,
    subject,
    what: '补办途中维修手续',
    due: { dueOn: repair.papersDueOn, dueAt: null }
  })
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  return unit.update(Repair, repair, { papersOn: unit.today }, '维修单')
}

/** Finance receives the accident or fault statement of an overhaul (VEH-14). */
export async function receiveStatement(unit: UnitOfWork, input: InputTo<Repairs['receiveStatement']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  if (repair.kind !== 'overhaul' || repair.statementReceivedOn !== null) throw notNow('维修单')
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  return unit.update(Repair, repair, { statementReceivedOn: unit.today }, '维修单')
}

/** Finance receives the signed list of parts and labour (VEH-13). */
export async function receiveList(unit: UnitOfWork, input: InputTo<Repairs['receiveList']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  if (!done(repair) || repair.listReceivedOn !== null) throw notNow('维修单')
  if (repair.acceptedOn !== null)
    await noteIfLate(unit, {
      rule: VEH_13,
      subject: { type: 'vehicleRepair', id: repair.id, number: repair.number },
      what: '维修清单交财务装备股',
      due: { dueOn: listDueOn(repair.acceptedOn), dueAt: null }
    })
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  return unit.update(Repair, repair, { listReceivedOn: unit.today, listReceivedBy: unit.actor.name }, '维修单')
}

/** Costs against the regulation are the driver's (DK-02 二7); never more than was charged. */
export async function chargeDriver(unit: UnitOfWork, input: InputTo<Repairs['charge']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  if (repair.state !== 'accepted' || repair.collectedOn !== null) throw notNow('维修单')
  if (input.borneCents > repair.actualCents)
    throw invalid([{ path: 'borneCents', message: '自负金额不能超过实际金额' }])
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  return unit.update(Repair, repair, { borneCents: input.borneCents, borneReason: input.reason }, '维修单')
}

export async function collectFromDriver(unit: UnitOfWork, input: InputTo<Repairs['collect']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  if (repair.borneCents === 0 || repair.collectedOn !== null) throw notNow('维修单')
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  return unit.update(Repair, repair, { collectedOn: unit.today }, '维修单')
}

/** Closed once finance has the papers and nothing is owed (VEH-11, VEH-13, VEH-14). */
export async function closeRepair(unit: UnitOfWork, input: InputTo<Repairs['close']>): Promise<Repair> {
  const repair = await loadedRepair(unit, input)
  if (repair.state !== 'accepted') throw notNow('维修单')
  unit.about({ type: 'vehicleRepair', id: repair.id, number: repair.number })
  unit.judge(
    VEH_13.on({ stage: 'close', listReceived: repair.listReceivedOn !== null }),
    VEH_14.on({ stage: 'close', overhaul: repair.kind === 'overhaul', received: repair.statementReceivedOn !== null }),
    VEH_11.on({ stage: 'close', borneCents: repair.borneCents, collected: repair.collectedOn !== null }),
    VEH_12.on({ stage: 'papers', attachment: repair.papersDueOn === null || repair.papersOn !== null })
  )
  return unit.update(Repair, repair, { state: 'closed' }, '维修单')
}
