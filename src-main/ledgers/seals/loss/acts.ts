import { conflict } from '../../../kernel/fault'
import { instantAt, localDateOf } from '../../../kernel/instant'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Attachment, Person } from '../../../office/entities'
import { Loss, Seal } from '../entities'
import { SEAL_02 } from '../rules/life'
import { openLossSteps, SEAL_17 } from '../rules/oversight'
import { sealAt } from '../seal/acts'

export interface LossInput {
  readonly sealId: string
  readonly version: number
  readonly discoveredAt: string
  readonly lostFrom: string
  readonly circumstances: string
  readonly leaderId?: string | undefined
  readonly leaderReportedAt?: string | undefined
}

/** Reports a seal lost; from then on it cannot be used, and its uses since the first day of loss are void (SEAL-17). */
export async function reportLoss(unit: UnitOfWork, input: LossInput): Promise<Loss> {
  const seal = await sealAt(unit, input.sealId, input.version)
  if (input.leaderId) await unit.load(Person, input.leaderId, '报告的领导')
  const { discoveredAt, lostFrom, leaderReportedAt } = input
  unit.judge(
    SEAL_02.on({ act: 'lose', state: seal.state, name: seal.name }),
    SEAL_17.on({ of: 'report', lostFrom, discoveredAt, leaderReportedAt, now: unit.now })
  )
  const loss = await unit.insert(Loss, {
    number: await unit.nextNumber('YZY'),
    sealId: seal.id,
    reportedAt: unit.now,
    discoveredAt,
    lostFrom,
    circumstances: input.circumstances,
    reporterId: unit.actor.personId ?? '',
    leaderId: input.leaderId ?? null,
    leaderReportedAt: leaderReportedAt ?? null,
    policeStation: null,
    policeReportedOn: null,
    policeReceipt: null,
    newspaper: null,
    newspaperOn: null,
    newspaperId: null,
    state: 'open'
  })
  await unit.update(Seal, seal, { state: 'lost', endReason: '遗失', endedOn: lostFrom }, '印章')
  const subject = { type: 'sealLoss', id: loss.id, number: loss.number }
  unit.signs(subject)
  unit.about(subject)
  return loss
}

export interface LossStepsInput {
  readonly id: string
  readonly version: number
  readonly leaderId?: string | undefined
  readonly leaderReportedAt?: string | undefined
  readonly policeStation?: string | undefined
  readonly policeReportedOn?: string | undefined
  readonly policeReceipt?: string | undefined
  readonly newspaper?: string | undefined
  readonly newspaperOn?: string | undefined
  readonly newspaperId?: string | undefined
}

/**
 * Records what has been done since a loss; complete with the newspaper notice it is declared void. What was recorded
 * stays.
 */
export async function recordLossSteps(unit: UnitOfWork, input: LossStepsInput): Promise<Loss> {
  const loss = await unit.load(Loss, input.id, '遗失报告')
  if (loss.version !== input.version) throw conflict('遗失报告')
  if (input.newspaperId) await unit.load(Attachment, input.newspaperId, '登报扫描件')
  if (input.leaderId) await unit.load(Person, input.leaderId, '报告的领导')
  const { leaderReportedAt, policeReportedOn, newspaperOn } = input
  unit.judge(
    SEAL_17.on({
      of: 'steps',
      lostFrom: loss.lostFrom,
      dates: [leaderReportedAt && localDateOf(leaderReportedAt), policeReportedOn, newspaperOn],
      today: unit.today
    })
  )
  const steps = {
    leaderId: input.leaderId ?? loss.leaderId,
    leaderReportedAt: leaderReportedAt ?? loss.leaderReportedAt,
    policeStation: input.policeStation ?? loss.policeStation,
    policeReportedOn: policeReportedOn ?? loss.policeReportedOn,
    policeReceipt: input.policeReceipt ?? loss.policeReceipt,
    newspaper: input.newspaper ?? loss.newspaper,
    newspaperOn: newspaperOn ?? loss.newspaperOn,
    newspaperId: input.newspaperId ?? loss.newspaperId
  }
  for (const { what, deadline } of openLossSteps(loss, SEAL_17.values(unit.book))) {
    const done = {
      报告局领导: steps.leaderReportedAt,
      到派出所报案: steps.policeReportedOn,
      登报声明作废: steps.newspaperOn
    }[what]
    if (!done) continue
    const doneAt = done.length > 10 ? done : instantAt(done, '12:00')
    await noteIfLate(unit, {
      rule: SEAL_17,
      subject: { type: 'sealLoss', id: loss.id, number: loss.number },
      what,
      due: { ...deadline, dueAt: null },
      doneAt
    })
  }
  const declared = steps.leaderReportedAt && steps.policeReportedOn && steps.newspaper && steps.newspaperOn
  unit.about({ type: 'sealLoss', id: loss.id, number: loss.number })
  return unit.update(Loss, loss, { ...steps, state: declared ? 'declared' : 'open' }, '遗失报告')
}
