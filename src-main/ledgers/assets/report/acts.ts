import { equipmentKinds, type EquipmentKind } from '../../../contract/assets'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { In, type EntityManager } from 'typeorm'
import { postsOn } from '../../../office/actors'
import { noteIfLate } from '../../../office/records/lateness'
import { Asset, AssetRepair, EquipmentIssue, EquipmentReport } from '../entities'
import { AST_19, halfWords, halvesOf } from '../rules/checking'

/** What is known of equipment at the end of a half: how many of each kind, in whose hands, under repair, missing. */
export async function equipmentFigures(manager: EntityManager): Promise<EquipmentReport['figures']> {
  const things = await manager
    .createQueryBuilder(Asset, 'a')
    .select('a.equipmentKind', 'kind')
    .addSelect('a.state', 'state')
    .addSelect('SUM(a.quantity)', 'things')
    .where('a.equipmentKind <> :none AND a.state <> :gone', { none: 'none', gone: 'gone' })
    .groupBy('a.equipmentKind')
    .addGroupBy('a.state')
    .getRawMany<{ kind: EquipmentKind; state: string; things: number | string }>()
  const kinds = [...new Set(things.map(({ kind }) => kind))].sort()
  const count = (kind: EquipmentKind, states?: readonly string[]) =>
    things
      .filter((each) => each.kind === kind && (!states || states.includes(each.state)))
      .reduce((sum, each) => sum + Number(each.things), 0)
  return [
    ...kinds.map((kind) => ({
      label: equipmentKinds[kind],
      value: `在账${count(kind)}件，维修中${count(kind, ['repairing'])}件，缺失${count(kind, ['missing'])}件，闲置${count(kind, ['idle'])}件`
    })),
    { label: '个人领用未交回', value: `${await manager.countBy(EquipmentIssue, { state: 'issued' })}笔` },
    {
      label: '未办完的报修',
      value: `${await manager.countBy(AssetRepair, { state: In(['requested', 'arranged']) })}笔`
    }
  ]
}

export interface ReportInput {
  readonly half: string
  readonly content: string
  readonly leaderId: string
}

/** The half-yearly report on equipment; its figures are kept as they stood that day (AST-19). */
export async function submitReport(unit: UnitOfWork, input: ReportInput): Promise<EquipmentReport> {
  const year = Number(input.half.slice(0, 4))
  const half = halvesOf(year, AST_19.values(unit.book).day).find((each) => each.half === input.half)
  const before = await unit.manager.findOneBy(EquipmentReport, { half: input.half })
  const leads = (await postsOn(unit.manager, input.leaderId, unit.today)).some(
    ({ post }) => post === 'leader' || post === 'matterLeader'
  )
  unit.judge(
    AST_19.on({
      ended: half !== undefined && unit.today > half.to,
      before: before?.number,
      content: input.content,
      leader: leads
    })
  )
  const report = await unit.append(EquipmentReport, {
    number: await unit.nextNumber('GR'),
    half: input.half,
    reportedOn: unit.today,
    figures: await equipmentFigures(unit.manager),
    content: input.content.trim(),
    reporterId: unit.actor.personId ?? '',
    leaderId: input.leaderId
  })
  const subject = { type: 'equipmentReport', id: report.id, number: report.number }
  if (half)
    await noteIfLate(unit, {
      rule: AST_19,
      subject,
      what: `${halfWords(half.half)}装备运行情况报告`,
      due: { dueOn: half.dueOn, dueAt: null }
    })
  unit.about(subject)
  return report
}
