import type { DocumentKind } from '../../../contract/seals'
import { instantAt, type Instant } from '../../../kernel/instant'
import { addDays, addMonths, startOfMonth, yearOf } from '../../../kernel/localDate'
import { Approval } from '../../../office/approvals/entities'
import { withdraw } from '../../../office/approvals/service'
import { UseRequest, type Seal } from '../entities'
import { refuseUse } from '../refusal/acts'
import { requestUse } from '../request/acts'
import { attachScan, reverseUse, stamp, stampShort } from '../use/stamp'
import type { DemoOffice } from './acting'
import type { DemoSeals } from './passing'

export interface Wanted {
  readonly unit: string
  readonly seal: Seal
  readonly kind: DocumentKind
  readonly title: string
  readonly copies: number
  readonly number?: string
  readonly to?: string
}

/** Documents issued in the months of the year told, stamped in the short form. */
const issuedDocuments = [
  '关于开展城区占道经营专项整治的通知',
  '关于做好市容保障工作的通知',
  '关于印发年度工作要点的通知',
  '关于值班值守安排的通知',
  '关于开展渣土运输整治的通知',
  '关于调整网格责任区的通知',
  '关于做好排水设施巡查的通知',
  '关于开展户外广告安全检查的通知',
  '关于做好环卫作业防护的通知',
  '关于开展校园周边环境整治的通知',
  '关于开展餐饮油烟检查的通知',
  '关于开展环卫设施排查的通知'
]

/** Applications in every state, stampings of every kind over the year, and refusals. */
export function demoUsage(demo: DemoOffice, seals: DemoSeals): readonly (() => Promise<void>)[] {
  return [...stampings(demo, seals), ...shortForms(demo, seals), ...underWay(demo, seals)]
}

async function asked(
  demo: DemoOffice,
  { unit: unitName, seal, kind, title, copies, number, to }: Wanted,
  steps = Number.POSITIVE_INFINITY,
  last: 'approve' | 'refuse' | 'return' = 'approve',
  opinion?: string
) {
  const { house } = demo
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

/** Asked for, agreed to and stamped by who keeps the seal. */
export async function stamped(demo: DemoOffice, wanted: Wanted, by: string, copies = wanted.copies) {
  const { request } = await asked(demo, wanted)
  await demo.diary.later(25)
  return demo.as(by, '用印', (unit) =>
    stamp(unit, { requestId: request.id, version: request.version, copies, blank: false, place: 'custodyRoom' })
  )
}

/** A moment in a month of the year told. */
const inMonth = ({ diary }: DemoOffice, month: number, day: number, time: string): Instant =>
  instantAt(diary.workday(addDays(startOfMonth(addMonths(diary.today, month - 12)), day)), time)

function stampings(demo: DemoOffice, { bureau, party, personal, custodian, director }: DemoSeals) {
  const { diary } = demo
  return [
    async () => {
      await diary.reach(inMonth(demo, 2, 7, '09:10'))
      const done = await stamped(
        demo,
        {
          unit: '一中队',
          seal: bureau,
          kind: 'penaltyDecision',
          title: '行政处罚决定书（占道经营案）',
          copies: 3,
          number: `云城罚决〔${diary.now.slice(0, 4)}〕16号`,
          to: '当事人'
        },
        custodian
      )
      await diary.later(15)
      const scanId = await demo.picture(custodian, '盖章页扫描.png')
      await demo.as(custodian, '补传扫描件', (unit) => attachScan(unit, done.id, scanId))
    },
    async () => {
      await diary.reach(inMonth(demo, 4, 10, '10:30'))
      const award = { unit: '政工股', seal: party, kind: 'award', title: '先进工作者荣誉证书', copies: 6 } as const
      await stamped(demo, award, custodian)
    },
    async () => {
      await diary.reach(inMonth(demo, 6, 17, '09:35'))
      await stamped(
        demo,
        {
          unit: '市政公用股',
          seal: bureau,
          kind: 'contract',
          title: '路灯维护合同',
          copies: 4,
          to: '云溪亮化有限公司'
        },
        custodian,
        3
      )
    },
    async () => {
      await diary.reach(inMonth(demo, 8, 21, '14:40'))
      await stamped(
        demo,
        { unit: '法制教育股', seal: personal, kind: 'enterpriseReview', title: '企业设立登记审核表', copies: 1 },
        custodian
      )
    },
    async () => {
      await diary.reach(diary.ago(11, '09:50'))
      const wrong = await stamped(
        demo,
        {
          unit: '环境卫生管理所',
          seal: bureau,
          kind: 'report',
          title: '环卫作业月报表',
          copies: 5,
          to: '县统计局'
        },
        custodian
      )
      await diary.later(35)
      await demo.as(director, '冲正用印', (unit) => reverseUse(unit, wrong.id, '实盖4份，误登5份'))
    }
  ]
}

function shortForms(demo: DemoOffice, { bureau, custodian, director }: DemoSeals) {
  const { diary } = demo
  const short = { sealId: bureau.id, copies: 1, onBehalf: false, blank: false, place: 'custodyRoom' } as const
  const notice = async (title: string, number: number, moment: Instant): Promise<void> => {
    await diary.reach(moment)
    const head = await demo.holder('head')
    await demo.as(custodian, '简易用印', (unit) =>
      stampShort(unit, {
        ...short,
        copies: 20,
        documentKind: 'officialDocument',
        title,
        basis: 'issuedDocument',
        documentNumber: `云城管发〔${yearOf(unit.today)}〕${number}号`,
        applicantId: director,
        signedById: head,
        signedOn: unit.today
      })
    )
  }
  return [
    ...issuedDocuments.map(
      (title, month) => () => notice(title, 8 + month * 3, inMonth(demo, month, 5 + (month % 4) * 4, '16:10'))
    ),
    () => notice('关于开展市容整治百日行动的通知', 42, diary.ago(8, '10:40')),
    async () => {
      await diary.reach(diary.ago(3, '09:05'))
      const clerk = await demo.clerkOf('一中队')
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
    }
  ]
}

function underWay(demo: DemoOffice, { bureau, custodian }: DemoSeals) {
  const { diary, house } = demo
  const year = yearOf(diary.today)
  return [
    async () => {
      await diary.reach(diary.ago(2, '10:15'))
      await asked(
        demo,
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
    },
    async () => {
      await diary.reach(diary.ago(1, '09:35'))
      await asked(demo, { unit: '政工股', seal: bureau, kind: 'certificate', title: '在职工作证明', copies: 1 }, 0)
    },
    async () => {
      await diary.reach(diary.ago(3, '10:25'))
      const waiting = await asked(demo, {
        unit: '财务审计装备股',
        seal: bureau,
        kind: 'fundingApproval',
        title: '专项资金申请审批表',
        copies: 4,
        to: '县财政局'
      })
      await diary.workdays(1, '15:00')
      await demo.as(custodian, '拒绝用印', (unit) =>
        refuseUse(unit, { requestId: waiting.request.id, ground: 'blankPaper', detail: '审批表第二页金额栏空白' })
      )
    },
    async () => {
      await diary.reach(inMonth(demo, 9, 15, '15:25'))
      await demo.as(custodian, '拒绝用印', (unit) =>
        refuseUse(unit, {
          sealId: bureau.id,
          title: '贷款担保书',
          applicantName: '段某',
          applicantUnit: '云溪某公司',
          ground: 'notStaff'
        })
      )
    },
    async () => {
      await diary.reach(diary.ago(6, '09:15'))
      await asked(
        demo,
        { unit: '三中队', seal: bureau, kind: 'powerOfAttorney', title: '委托书', copies: 1 },
        2,
        'refuse',
        '委托事项不明确，不同意。'
      )
    },
    async () => {
      await diary.reach(diary.ago(4, '14:45'))
      await asked(
        demo,
        { unit: '市政公用股', seal: bureau, kind: 'procurementReview', title: '政府采购审核表', copies: 3 },
        1,
        'return',
        '请补充采购预算批复。'
      )
    },
    async () => {
      await diary.reach(diary.ago(5, '15:15'))
      const given = await asked(
        demo,
        { unit: '环境卫生管理所', seal: bureau, kind: 'assessment', title: '年度考核登记表', copies: 12 },
        0
      )
      await diary.later(30)
      await demo.as(given.applicant, '撤回申请', async (unit) => {
        const { id, version } = await unit.manager.findOneByOrFail(Approval, { id: given.request.approvalId ?? '' })
        return withdraw(unit, house, id, version)
      })
    }
  ]
}
