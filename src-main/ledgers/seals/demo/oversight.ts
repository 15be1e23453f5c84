import { instantAt } from '../../../kernel/instant'
import { addDays, addMonths, startOfQuarter, type LocalDate } from '../../../kernel/localDate'
import { accountSerials, stampBlanks } from '../blank/acts'
import { requestBlanks } from '../blank/request'
import { recordBlankLossSteps } from '../blankLoss/acts'
import { issueLetter } from '../letter/acts'
import type { LossStepsInput } from '../loss/course'
import { BlankBatch, BlankLoss, InspectionSample, type Inspection } from '../entities'
import { concludeInspection, openInspection, recordFindings } from '../inspection/acts'
import type { DemoOffice } from './acting'
import type { DemoSeals } from './passing'
import { stamped } from './usage'

/** Blanks stamped beforehand and accounted for, and the inspections of the quarters. */
export function demoOversight(demo: DemoOffice, seals: DemoSeals): readonly (() => Promise<void>)[] {
  return [() => blanks(demo, seals), ...inspections(demo, seals)]
}

async function blanks(demo: DemoOffice, { bureau, custodian, director }: DemoSeals): Promise<void> {
  const { diary, house } = demo
  const responsible = await demo.holder('unitHead', '二中队')
  const applicant = await demo.clerkOf('二中队')
  const asked = (prefix: string, from: number, to: number, format: string) =>
    demo.as(applicant, '申请空白用印', (unit) =>
      requestBlanks(unit, house, {
        sealId: bureau.id,
        kind: format.includes('封条') ? 'strip' : 'caseForm',
        purpose: '违法建设现场查封',
        format,
        serialPrefix: prefix,
        serialFrom: from,
        serialTo: to,
        responsibleId: responsible
      })
    )
  const strips = async (from: number, to: number): Promise<BlankBatch> => {
    const made = await asked('FT', from, to, '封条（二联）')
    await demo.decideInTurn(made.approval.id)
    await diary.later(30)
    const { id, version } = await house.database.read.findOneByOrFail(BlankBatch, { id: made.batch.id })
    const input = { id, version, place: 'custodyRoom' } as const
    return (await demo.as(custodian, '空白用印', (unit) => stampBlanks(unit, input))).batch
  }
  await diary.reach(diary.ago(13, '09:30'))
  const open = await strips(1, 30)
  await diary.reach(diary.ago(10, '09:30'))
  const closed = await strips(31, 35)
  await diary.reach(diary.ago(7, '16:15'))
  const counted = await demo.as(responsible, '核销空白用印', (unit) =>
    accountSerials(unit, {
      id: open.id,
      version: open.version,
      serials: [
        ...[1, 2, 3].map((serial) => ({
          serial,
          outcome: 'used' as const,
          documentNumber: `云城封〔${unit.today.slice(0, 4)}〕${serial}号`
        })),
        { serial: 4, outcome: 'voided', note: '雨水打湿' }
      ]
    })
  )
  await diary.later(20)
  await demo.as(responsible, '核销空白用印', (unit) =>
    accountSerials(unit, {
      id: closed.id,
      version: closed.version,
      serials: [31, 32, 33, 34, 35].map((serial) => ({
        serial,
        outcome: 'returned' as const,
        note: '行动取消，整本退回'
      }))
    })
  )
  await lostStrip(demo, counted, responsible, director)
  await diary.reach(diary.ago(1, '11:10'))
  await asked('XW', 1, 50, '询问笔录（首页）')
}

/** One strip of the open batch is lost and, three working days later, declared void. */
async function lostStrip(demo: DemoOffice, batch: BlankBatch, responsible: string, director: string): Promise<void> {
  const { diary } = demo
  const head = await demo.holder('head')
  await diary.later(15)
  await demo.as(responsible, '核销空白用印', (unit) =>
    accountSerials(unit, {
      id: batch.id,
      version: batch.version,
      serials: [{ serial: batch.serialTo, outcome: 'lost', note: '装订线脱落，末张不见' }],
      loss: {
        discoveredAt: unit.now,
        lostFrom: unit.today,
        circumstances: '收队清点时发现末张封条脱落，沿途查找未果。',
        leaderId: head,
        leaderReportedAt: unit.now
      }
    })
  )
  const taking = async (steps: (today: LocalDate) => Partial<LossStepsInput>) => {
    const { id, version } = await demo.house.database.read.findOneByOrFail(BlankLoss, { batchId: batch.id })
    await demo.as(director, '登记空白用印遗失处理', (unit) =>
      recordBlankLossSteps(unit, { id, version, ...steps(unit.today) })
    )
  }
  await diary.later(10)
  await taking((today) => ({ policeStation: '云溪县公安局城关派出所', policeReportedOn: today }))
  await diary.workdays(3, '10:20')
  await taking((today) => ({ newspaper: '云溪日报', newspaperOn: today }))
  await diary.later(20)
  await demo.as(director, '出具函告证明', async (unit) =>
    issueLetter(unit, {
      of: 'sealBlankLoss',
      subjectId: (await unit.manager.findOneByOrFail(BlankLoss, { batchId: batch.id })).id,
      kind: 'lossNotice',
      documentNumber: `云城管函〔${unit.today.slice(0, 4)}〕16号`,
      issuedOn: unit.today,
      addressee: '县公安局，县市场监督管理局，各乡镇人民政府'
    })
  )
}

/** One unit a quarter with sound seal use, one with faults still to be put right, one inspection still open. */
function inspections(demo: DemoOffice, { director, finance, squad, caseReview, bureau }: DemoSeals) {
  const { diary } = demo
  const lateIn = (quartersAgo: number): LocalDate =>
    diary.workday(addDays(addMonths(startOfQuarter(diary.today), 3 - quartersAgo * 3), -14))
  const opened = (unitId: string) =>
    demo.as(director, '用印检查', (unit) => openInspection(unit, { unitId, sampleSize: 5 }))
  const judged = async (unitId: string, finding?: string): Promise<Inspection> => {
    const { id, version, sampled } = await opened(unitId)
    if (sampled === 0) throw new Error('no use was drawn for an inspection of the demo bureau')
    await diary.later(45)
    const samples = await demo.house.database.read.findBy(InspectionSample, { inspectionId: id })
    return demo.as(director, '填写抽查结论', (unit) =>
      recordFindings(unit, {
        id,
        version,
        samples: samples.map((sample) => ({ id: sample.id, sound: finding === undefined, finding }))
      })
    )
  }
  const sound = async (unitId: string): Promise<void> => {
    const { id, version } = await judged(unitId)
    await demo.as(director, '形成检查结果', (unit) =>
      concludeInspection(unit, { id, version, result: '登记完整，保管规范' })
    )
  }
  return [
    async () => {
      await diary.reach(instantAt(lateIn(3), '09:45'))
      await sound(bureau.unitId)
    },
    async () => {
      await diary.reach(instantAt(lateIn(1), '09:10'))
      await stamped(
        demo,
        { unit: '财务审计装备股', seal: finance, kind: 'receipt', title: '收款收据', copies: 2 },
        await demo.holder('sealCustodian', '财务审计装备股')
      )
      await diary.later(60)
      await sound(finance.unitId)
    },
    async () => {
      await diary.reach(diary.ago(4, '08:50'))
      await stamped(
        demo,
        { unit: '一中队', seal: squad, kind: 'unitReport', title: '一中队季度工作总结', copies: 2 },
        await demo.holder('unitHead', '一中队')
      )
      await diary.later(60)
      const { id, version } = await judged(squad.unitId, '未附盖章页扫描件')
      await demo.as(director, '形成检查结果', (unit) =>
        concludeInspection(unit, {
          id,
          version,
          findings: '用印未留扫描件',
          rectifyBy: addDays(diary.today, 14)
        })
      )
    },
    async () => {
      await diary.reach(diary.ago(1, '14:50'))
      await opened(caseReview.unitId)
    }
  ]
}
