import { createHash } from 'node:crypto'
import { Between, In, IsNull, Not, type EntityManager } from 'typeorm'
import { conflict, notFound, notNow } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Unit } from '../../../office/entities'
import { noteIfLate, type Deed } from '../../../office/records/lateness'
import { Inspection, InspectionSample, Seal, SealUse } from '../entities'
import { inspectionPeriodOf, SEAL_19, type InspectionPeriod } from '../rules/oversight'

/**
 * Draws `size` uses of an inspection: those whose hash with the inspection's id comes first. Nobody can steer the draw,
 * and anybody can repeat it.
 */
export function drawSample(inspectionId: string, useIds: readonly string[], size: number): readonly string[] {
  const rank = (useId: string) => createHash('sha256').update(`${inspectionId} ${useId}`).digest('hex')
  return useIds
    .map((id) => ({ id, rank: rank(id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
}

/** Opens the inspection of a unit for a period and draws its sample (SEAL-19). */
export async function openInspection(
  unit: UnitOfWork,
  input: { readonly unitId: string; readonly periodOf?: string | undefined; readonly sampleSize?: number | undefined }
): Promise<Inspection> {
  const inspected = await unit.load(Unit, input.unitId, '被查单位')
  const values = SEAL_19.values(unit.book)
  const period = inspectionPeriodOf(input.periodOf ?? unit.today, values.months)
  const earlier = await unit.manager.findOneBy(Inspection, { unitId: inspected.id, periodFrom: period.from })
  unit.judge(
    SEAL_19.on({
      of: 'opening',
      unitName: inspected.name,
      alreadyInspectedAs: earlier?.number,
      periodFrom: period.from,
      today: unit.today
    })
  )
  const seals = await unit.manager.find(Seal, {
    where: { unitId: inspected.id, state: Not('undone') },
    order: { number: 'ASC' }
  })
  const id = unit.newId()
  const drawn = drawSample(
    id,
    await usesToInspect(unit.manager, inspected.id, seals, period),
    input.sampleSize ?? values.sampleSize
  )
  const inspection = await unit.insert(Inspection, {
    id,
    number: await unit.nextNumber('JC'),
    day: unit.today,
    unitId: inspected.id,
    periodFrom: period.from,
    periodTo: period.to,
    sealNames: seals.map(({ name }) => name),
    sampled: drawn.length,
    faulty: 0,
    findings: null,
    rectifyBy: null,
    result: null,
    inspectorId: unit.actor.personId,
    inspectorName: unit.actor.name,
    state: 'open'
  })
  for (const useId of drawn)
    await unit.insert(InspectionSample, { inspectionId: id, useId, sound: null, finding: null })
  aboutInspection(unit, inspection)
  return inspection
}

/** Uses of the unit's own seals in the period; of a unit that has none, the uses it asked for. */
async function usesToInspect(
  manager: EntityManager,
  unitId: string,
  seals: readonly Seal[],
  { from, to }: InspectionPeriod
): Promise<readonly string[]> {
  const of = seals.length > 0 ? { sealId: In(seals.map(({ id }) => id)) } : { unitId }
  const uses = await manager.find(SealUse, {
    where: { ...of, day: Between(from, to), reversalOfId: IsNull() },
    select: { id: true }
  })
  return uses.map(({ id }) => id)
}

function aboutInspection(unit: UnitOfWork, { id, number }: Inspection): void {
  unit.about({ type: 'sealInspection', id, number })
}

async function inspectionAt(
  unit: UnitOfWork,
  id: string,
  version: number,
  state: Inspection['state']
): Promise<Inspection> {
  const inspection = await unit.load(Inspection, id, '检查记录')
  if (inspection.version !== version) throw conflict('检查记录')
  if (inspection.state !== state) throw notNow('检查记录')
  aboutInspection(unit, inspection)
  return inspection
}

/** Notes on drawn uses whether they are sound and what is wrong with them. */
export async function recordFindings(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly samples: readonly { readonly id: string; readonly sound: boolean; readonly finding?: string | undefined }[]
  }
): Promise<Inspection> {
  const inspection = await inspectionAt(unit, input.id, input.version, 'open')
  const samples = new Map(
    (await unit.manager.findBy(InspectionSample, { inspectionId: inspection.id })).map((each) => [each.id, each])
  )
  for (const { id, sound, finding } of input.samples) {
    const sample = samples.get(id)
    if (!sample) throw notFound('抽查记录')
    samples.set(
      id,
      await unit.update(
        InspectionSample,
        sample,
        { sound, finding: finding ?? (sound ? null : '存在问题') },
        '抽查记录'
      )
    )
  }
  const faulty = [...samples.values()].filter(({ sound }) => sound === false).length
  return unit.update(Inspection, inspection, { faulty }, '检查记录')
}

/** Concludes: every drawn use has been checked; findings go with a date by which they are put right. */
export async function concludeInspection(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly findings?: string | undefined
    readonly rectifyBy?: string | undefined
    readonly result?: string | undefined
  }
): Promise<Inspection> {
  const inspection = await inspectionAt(unit, input.id, input.version, 'open')
  const unchecked = await unit.manager.countBy(InspectionSample, { inspectionId: inspection.id, sound: IsNull() })
  const { findings, rectifyBy, result } = input
  unit.judge(
    SEAL_19.on({
      of: 'conclusion',
      unchecked,
      faulty: inspection.faulty,
      findings,
      rectifyBy,
      result,
      today: unit.today
    })
  )
  const wrong = inspection.faulty > 0 || findings !== undefined
  const { name } = await unit.load(Unit, inspection.unitId, '被查单位')
  await noteIfLate(unit, lateDeed(inspection, `${name}用印检查`, inspection.periodTo))
  return unit.update(
    Inspection,
    inspection,
    {
      findings: findings ?? null,
      rectifyBy: wrong ? (rectifyBy ?? null) : null,
      result: result ?? (wrong ? '限期整改' : null),
      state: wrong ? 'rectifying' : 'closed'
    },
    '检查记录'
  )
}

/** Confirms that what was found has been put right. */
export async function closeInspection(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly result: string }
): Promise<Inspection> {
  const inspection = await inspectionAt(unit, input.id, input.version, 'rectifying')
  if (inspection.rectifyBy !== null) await noteIfLate(unit, lateDeed(inspection, '用印问题整改', inspection.rectifyBy))
  return unit.update(Inspection, inspection, { result: input.result, state: 'closed' }, '检查记录')
}

const lateDeed = ({ id, number }: Inspection, what: string, dueOn: string): Deed => ({
  rule: SEAL_19,
  subject: { type: 'sealInspection', id, number },
  what,
  due: { dueOn, dueAt: null }
})
