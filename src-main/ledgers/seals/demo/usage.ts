import type { DocumentKind } from '../../../contract/seals'
import { addDays } from '../../../kernel/localDate'
import { Approval } from '../../../office/approvals/entities'
import { withdraw } from '../../../office/approvals/service'
import { requestBlanks } from '../blank/request'
import { accountSerials, stampBlanks } from '../blank/acts'
import { BlankBatch, InspectionSample, UseRequest, type Seal } from '../entities'
import { concludeInspection, openInspection, recordFindings } from '../inspection/acts'
import { refuseUse } from '../refusal/acts'
import { requestUse } from '../request/acts'
import { attachScan, reverseUse, stamp, stampShort } from '../use/stamp'
import type { DemoOffice } from './acting'
import type { DemoSeals } from './register'

interface Wanted {
  readonly unit: string
  readonly seal: Seal
  readonly kind: DocumentKind
  readonly title: string
  readonly copies: number
  readonly number?: string
  readonly to?: string
}

/** Applications in every state, stampings of every kind, refusals, blanks and inspections. */
export async function demoUsage(demo: DemoOffice, seals: DemoSeals): Promise<void> {
  const { house } = demo
  const { bureau, custodian, director } = seals
  const year = house.clock.today().slice(0, 4)
  const asked = async (
    { unit: unitName, seal, kind, title, copies, number, to }: Wanted,
    steps = Number.POSITIVE_INFINITY,
    last: 'approve' | 'refuse' | 'return' = 'approve',
    opinion?: string
  ) => {
    const applicant = await demo.clerkOf(unitName)
    const { request } = await demo.as(applicant, '申请用印', (unit) =>
      requestUse(unit, house, {
        sealId: seal.id,
        documentKind: kind,
        title,
        copies,
        documentNumber: number,
        addressee: to,
        onBehalf: false,
        blank: false
      })
    )
    if (steps > 0) await demo.decideInTurn(request.approvalId, { steps, last, objection: opinion })
    return { request: await house.database.read.findOneByOrFail(UseRequest, { id: request.id }), applicant }
  }
  const stamped = async (wanted: Wanted, by = custodian, copies = wanted.copies) => {
    const { request } = await asked(wanted)
    return demo.as(by, '用印', (unit) =>
      stamp(unit, { requestId: request.id, version: request.version, copies, blank: false, place: 'custodyRoom' })
    )
  }
  const penalty = {
    unit: '一中队',
    seal: bureau,
    kind: 'penaltyDecision',
    title: '行政处罚决定书（占道经营案）',
    copies: 3,
    number: `云城罚决〔${year}〕16号`,
    to: '当事人'
  } as const
  const done = await stamped(penalty)
  const scanId = await demo.picture(custodian, '盖章页扫描.png')
  await demo.as(custodian, '补传扫描件', (unit) => attachScan(unit, done.id, scanId))
  await stamped({ unit: '政工股', seal: seals.party, kind: 'award', title: '先进工作者荣誉证书', copies: 6 })
  await stamped(
    { unit: '市政公用股', seal: bureau, kind: 'contract', title: '路灯维护合同', copies: 4, to: '云溪亮化有限公司' },
    custodian,
    3
  )
  await stamped(
    { unit: '财务审计装备股', seal: seals.finance, kind: 'receipt', title: '收款收据（十月）', copies: 2 },
    await demo.holder('sealCustodian', '财务审计装备股')
  )
  await stamped(
    { unit: '一中队', seal: seals.squad, kind: 'unitReport', title: '一中队三季度工作总结', copies: 2 },
    await demo.holder('unitHead', '一中队')
  )
  await stamped({
    unit: '法制教育股',
    seal: seals.personal,
    kind: 'enterpriseReview',
    title: '企业设立登记审核表',
    copies: 1
  })
  const wrong = await stamped({
    unit: '环境卫生管理所',
    seal: bureau,
    kind: 'report',
    title: '环卫作业月报表',
    copies: 5,
    to: '县统计局'
  })
  await demo.as(director, '冲正用印', (unit) => reverseUse(unit, wrong.id, '实盖4份，误登5份'))

  await asked(
    {
      unit: '二中队',
      seal: bureau,
      kind: 'seizureDecision',
      title: '查封扣押决定书（违法建设案）',
      copies: 2,
      number: `云城封〔${year}〕7号`
    },
    1
  )
  await asked({ unit: '政工股', seal: bureau, kind: 'certificate', title: '在职工作证明', copies: 1 }, 0)
  const waiting = await asked({
    unit: '财务审计装备股',
    seal: bureau,
    kind: 'fundingApproval',
    title: '专项资金申请审批表',
    copies: 4,
    to: '县财政局'
  })
  await asked(
    { unit: '三中队', seal: bureau, kind: 'powerOfAttorney', title: '委托书', copies: 1 },
    2,
    'refuse',
    '委托事项不明确，不同意。'
  )
  await asked(
    { unit: '市政公用股', seal: bureau, kind: 'procurementReview', title: '政府采购审核表', copies: 3 },
    1,
    'return',
    '请补充采购预算批复。'
  )
  const given = await asked(
    { unit: '环境卫生管理所', seal: bureau, kind: 'assessment', title: '年度考核登记表', copies: 12 },
    0
  )
  await demo.as(given.applicant, '撤回申请', async (unit) => {
    const { id, version } = await unit.manager.findOneByOrFail(Approval, { id: given.request.approvalId ?? '' })
    return withdraw(unit, house, id, version)
  })

  const short = { sealId: bureau.id, copies: 1, onBehalf: false, blank: false, place: 'custodyRoom' } as const
  const clerk = await demo.clerkOf('一中队')
  const head = await demo.holder('head')
  await demo.as(custodian, '简易用印', (unit) =>
    stampShort(unit, {
      ...short,
      documentKind: 'introduction',
      title: '赴市局对接数字城管',
      basis: 'counterfoil',
      documentNumber: '存根0318',
      applicantId: clerk
    })
  )
  await demo.as(custodian, '简易用印', (unit) =>
    stampShort(unit, {
      ...short,
      copies: 20,
      documentKind: 'officialDocument',
      title: '关于开展市容整治百日行动的通知',
      basis: 'issuedDocument',
      documentNumber: `云城管发〔${year}〕42号`,
      applicantId: director,
      signedById: head,
      signedOn: unit.today
    })
  )
  await demo.as(custodian, '拒绝用印', (unit) =>
    refuseUse(unit, { requestId: waiting.request.id, ground: 'blankPaper', detail: '审批表第二页金额栏空白' })
  )
  await demo.as(custodian, '拒绝用印', (unit) =>
    refuseUse(unit, {
      sealId: bureau.id,
      title: '贷款担保书',
      applicantName: '段某',
      applicantUnit: '云溪某公司',
      ground: 'notStaff'
    })
  )
  await demoBlanks(demo, seals)
  await demoInspections(demo, seals)
}

async function demoBlanks(demo: DemoOffice, { bureau, custodian }: DemoSeals): Promise<void> {
  const { house } = demo
  const responsible = await demo.holder('unitHead', '二中队')
  const applicant = await demo.clerkOf('二中队')
  const batch = async (
    prefix: string,
    from: number,
    to: number,
    format: string,
    stampIt: boolean
  ): Promise<BlankBatch> => {
    const made = await demo.as(applicant, '申请空白用印', (unit) =>
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
    if (!stampIt) return made.batch
    await demo.decideInTurn(made.approval.id)
    const { version } = await house.database.read.findOneByOrFail(BlankBatch, { id: made.batch.id })
    return (
      await demo.as(custodian, '空白用印', (unit) =>
        stampBlanks(unit, { id: made.batch.id, version, place: 'custodyRoom' })
      )
    ).batch
  }
  await batch('XW', 1, 50, '询问笔录（首页）', false)
  const open = await batch('FT', 1, 30, '封条（二联）', true)
  await demo.as(responsible, '核销空白用印', (unit) =>
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
  const closed = await batch('FT', 31, 35, '封条（二联）', true)
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
}

async function demoInspections(demo: DemoOffice, { director, squad, finance, caseReview }: DemoSeals): Promise<void> {
  const opened = (unitId: string) =>
    demo.as(director, '用印检查', (unit) => openInspection(unit, { unitId, sampleSize: 5 }))
  const checked = async (unitId: string, finding: string | undefined) => {
    const inspection = await opened(unitId)
    const samples = await demo.house.database.read.findBy(InspectionSample, { inspectionId: inspection.id })
    if (samples.length === 0) return inspection
    return demo.as(director, '填写抽查结论', (unit) =>
      recordFindings(unit, {
        id: inspection.id,
        version: inspection.version,
        samples: samples.map(({ id }) => ({ id, sound: finding === undefined, finding }))
      })
    )
  }
  const sound = await checked(finance.unitId, undefined)
  await demo.as(director, '形成检查结果', (unit) =>
    concludeInspection(unit, { id: sound.id, version: sound.version, result: '登记完整，保管规范' })
  )
  const faulty = await checked(squad.unitId, '未附盖章页扫描件')
  await demo.as(director, '形成检查结果', (unit) =>
    concludeInspection(unit, {
      id: faulty.id,
      version: faulty.version,
      findings: '用印未留扫描件',
      rectifyBy: addDays(unit.today, 14)
    })
  )
  await opened(caseReview.unitId)
}
