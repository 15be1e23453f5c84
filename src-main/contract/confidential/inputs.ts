import { z } from 'zod'
import { keysOf } from '../fields'
import { postNames } from '../posts'
import { id, instant, localDate, optionalText, signature, text } from '../values'
import {
  checkPurposes,
  checkResults,
  countMethods,
  deliveryKinds,
  endingKinds,
  incidentKinds,
  mediumEndings,
  mediumKinds,
  origins,
  periodKinds,
  reviewKinds,
  secrecyClasses
} from './words'

const version = z.int().min(1)
const pages = z.int({ error: '请填写页数' }).min(1, '页数应大于零').max(100_000, '页数过大')
const secrecy = z.enum(keysOf(secrecyClasses), { error: '请选择密级' })

const period = z.strictObject({
  kind: z.enum(keysOf(periodKinds), { error: '请选择保密期限的写法' }),
  years: z.int().min(1, '保密年限应大于零').max(99, '保密年限过大').optional(),
  until: localDate('保密截止日期').optional(),
  condition: text('解密条件', 200).optional()
})

/** A stretch of months a periodic duty is done for: 2026, 2026-H1, 2026-04~2026-06. */
const round = (error: string) =>
  z.string().regex(/^(19|20|21)\d\d(-H[12]|-(0[1-9]|1[0-2])~(19|20|21)\d\d-(0[1-9]|1[0-2]))?$/, error)

const people = z.array(id('人员')).max(200).default([])
const scopePosts = z.array(z.enum(postNames)).max(20).default([])

/** Shapes of what the ledger's commands take, by subject. */
export const fileShapes = {
  register: {
    receivedOn: localDate('收文日期'),
    origin: z.enum(keysOf(origins), { error: '请选择收文方式' }),
    deliveryId: id('移交记录').optional(),
    classificationId: id('定密审批').optional(),
    secrecy,
    central: z.boolean().default(false),
    issuedOn: localDate('制发日期').optional(),
    issuer: optionalText('来文机关', 60),
    documentNumber: optionalText('文号', 60),
    code: optionalText('代号', 20),
    title: optionalText('标题', 200),
    period,
    copyNumbers: optionalText('份号', 1000),
    copies: z.int({ error: '请填写份数' }).min(1, '份数应大于零').max(500, '份数过大'),
    pages: pages.optional(),
    noNumberReason: optionalText('无份号的原因', 100),
    personIds: people,
    posts: scopePosts,
    cabinetId: id('保密柜').optional(),
    receivedById: id('签收人').optional(),
    notes: optionalText('备注', 500)
  },
  issued: { id: id('文件'), version, issuedOn: localDate('制发日期'), period: period.optional() },
  reverse: { id: id('文件'), version, reason: text('冲正原因', 200) },
  narrow: { fileId: id('文件'), personIds: people, posts: scopePosts, reason: text('移出原因', 200) },
  widen: { fileId: id('文件'), personIds: people, posts: scopePosts, reason: optionalText('理由', 500) },
  switch: { titles: z.boolean(), confirmed: z.boolean().default(false), basis: optionalText('确认依据', 200) }
}

export const deliveryShapes = {
  announce: {
    kind: z.enum(keysOf(deliveryKinds), { error: '请选择代签收或带回' }),
    personId: id('经手人'),
    at: instant('时间').optional(),
    envelopes: z.int({ error: '请填写封数' }).min(1, '封数应大于零').max(1000, '封数过大')
  },
  handOver: {
    id: id('移交记录'),
    version,
    unopened: z.boolean().default(false),
    lateReason: optionalText('逾期原因', 300),
    signature: signature.optional()
  }
}

export const legShapes = {
  lend: {
    carrierId: id('载体'),
    readerId: id('阅件人'),
    leaveId: id('带出申请').optional(),
    signature: signature.optional()
  },
  takeBack: {
    id: id('传阅记录'),
    pages,
    lateReason: optionalText('逾期原因', 300),
    note: optionalText('备注', 300)
  },
  leave: {
    carrierId: id('载体'),
    readerId: id('阅件人'),
    backBy: instant('归还时间'),
    destination: optionalText('带往地点', 100),
    reason: optionalText('带出理由', 300)
  }
}

export const copyShapes = {
  request: {
    carrierId: id('载体'),
    count: z.int({ error: '请填写复制份数' }).min(1, '复制份数应大于零').max(100, '复制份数过大'),
    purpose: optionalText('用途', 300),
    consent: optionalText('发文机关同意文号', 80)
  },
  make: { id: id('复印申请'), version, stamped: z.boolean().default(false) }
}

export const endingShapes = {
  request: {
    kind: z.enum(keysOf(endingKinds), { error: '请选择清退、归档或销毁' }),
    carrierIds: z.array(id('载体')).max(2000),
    agency: optionalText('单位', 100),
    round: round('请选择清退期').optional()
  },
  handOver: {
    id: id('清册'),
    version,
    place: optionalText('地点', 100),
    receipts: z.array(z.strictObject({ carrierId: id('载体'), receiptNumber: optionalText('回执号', 60) })).max(2000)
  },
  destroy: {
    id: id('清册'),
    version,
    place: optionalText('地点', 100),
    supervisorIds: z.array(id('监销人')).max(5).default([]),
    signatures: z.array(signature).max(5).default([])
  },
  dispatch: { carrierIds: z.array(id('载体')).min(1, '请选择载体').max(500), recipient: text('发往机关', 100) },
  receipt: {
    id: id('发文记录'),
    version,
    receiptNumber: optionalText('回执号', 60),
    receiptOn: localDate('回执日期'),
    lateReason: optionalText('逾期原因', 300)
  }
}

export const checkShapes = {
  open: {
    purpose: z.enum(keysOf(checkPurposes), { error: '请选择核查类型' }),
    half: round('请选择核查期').optional(),
    memberId: id('小组成员')
  },
  count: {
    id: id('核查单'),
    counts: z
      .array(
        z.strictObject({
          carrierId: id('载体'),
          result: z.enum(keysOf(checkResults)),
          method: z.enum(keysOf(countMethods)),
          note: optionalText('说明', 300)
        })
      )
      .min(1, '请登记核对结果')
      .max(2000)
  },
  close: {
    id: id('核查单'),
    version,
    conclusion: optionalText('核查结论', 500),
    lateReason: optionalText('逾期原因', 300),
    signature: signature.optional()
  }
}

export const incidentShapes = {
  open: {
    kind: z.enum(keysOf(incidentKinds), { error: '请选择事件类型' }),
    carrierId: id('载体').optional(),
    discoveredAt: instant('发现时间').optional(),
    course: optionalText('发现经过', 1000),
    measures: optionalText('应急措施', 1000)
  },
  report: {
    id: id('事件'),
    version,
    to: optionalText('接报部门', 100),
    at: instant('报告时间').optional(),
    lateReason: optionalText('逾期原因', 300)
  },
  event: {
    id: id('事件'),
    version,
    kind: z.enum(['measure', 'course']),
    text: optionalText('情况', 1000),
    paper: optionalText('文号', 60)
  },
  found: { id: id('事件'), version, text: text('找回经过', 500) },
  close: { id: id('事件'), version, conclusion: optionalText('查处结论', 1000), paper: optionalText('文号', 60) }
}

export const mediumShapes = {
  register: {
    kind: z.enum(keysOf(mediumKinds), { error: '请选择介质类型' }),
    secrecy,
    startedOn: localDate('启用日期'),
    holderId: id('责任人'),
    place: text('存放', 60),
    serial: optionalText('序列号', 60)
  },
  use: {
    id: id('介质'),
    userId: id('使用人'),
    computer: text('涉密计算机编号', 40),
    marked: z.boolean().default(false),
    purpose: optionalText('用途', 200)
  },
  handOver: {
    id: id('介质'),
    version,
    toPersonId: id('接收人'),
    signatures: z.strictObject({ from: signature.optional(), to: signature.optional() }).default({})
  },
  end: {
    id: id('介质'),
    version,
    how: z.enum(keysOf(mediumEndings), { error: '请选择销毁或上交' }),
    supervisorIds: z.array(id('监销人')).max(5).default([]),
    signatures: z.array(signature).max(5).default([])
  }
}

export const reviewShapes = {
  classify: {
    drafterId: id('拟稿人'),
    code: text('代号', 20),
    basis: optionalText('定密依据', 300),
    secrecy,
    issuedOn: localDate('制发日期'),
    period,
    personIds: people,
    posts: scopePosts,
    copies: z.int({ error: '请填写份数' }).min(1, '份数应大于零').max(500, '份数过大')
  },
  review: {
    fileId: id('文件'),
    kind: z.enum(keysOf(reviewKinds), { error: '请选择解密、延长或变更' }),
    newSecrecy: secrecy.optional(),
    newExpiresOn: localDate('截止日期').optional(),
    reason: optionalText('审查理由', 500),
    notice: optionalText('发文机关通知文号', 80),
    noticeOn: localDate('通知日期').optional()
  }
}

export const publicationShapes = {
  request: {
    content: optionalText('拟公开内容', 1000),
    medium: optionalText('公开载体', 60),
    recording: z.boolean().default(false),
    publisherId: id('公开人').optional()
  },
  publish: { id: id('审查单'), version }
}

export const cabinetShapes = {
  register: { label: text('柜号', 20), place: text('位置', 60) },
  handOver: {
    toPersonId: id('接收人'),
    witnessId: id('监交人').optional(),
    signatures: z
      .strictObject({ from: signature.optional(), to: signature.optional(), witness: signature.optional() })
      .default({})
  }
}

type Taken<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>

/** What the commands hand to the services, checked and with defaults filled in. */
export type RegisterInput = Taken<typeof fileShapes.register>
export type IssuedInput = Taken<typeof fileShapes.issued>
export type NarrowInput = Taken<typeof fileShapes.narrow>
export type WidenInput = Taken<typeof fileShapes.widen>
export type SwitchInput = Taken<typeof fileShapes.switch>
export type AnnounceInput = Taken<typeof deliveryShapes.announce>
export type DeliveryHandover = Taken<typeof deliveryShapes.handOver>
export type LendInput = Taken<typeof legShapes.lend>
export type TakeBackInput = Taken<typeof legShapes.takeBack>
export type LeaveInput = Taken<typeof legShapes.leave>
export type CopyInput = Taken<typeof copyShapes.request>
export type CopyMade = Taken<typeof copyShapes.make>
export type EndingInput = Taken<typeof endingShapes.request>
export type EndingHandover = Taken<typeof endingShapes.handOver>
export type Destruction = Taken<typeof endingShapes.destroy>
export type DispatchInput = Taken<typeof endingShapes.dispatch>
export type ReceiptInput = Taken<typeof endingShapes.receipt>
export type CheckOpening = Taken<typeof checkShapes.open>
export type CountInput = Taken<typeof checkShapes.count>
export type CheckClosing = Taken<typeof checkShapes.close>
export type IncidentInput = Taken<typeof incidentShapes.open>
export type IncidentReport = Taken<typeof incidentShapes.report>
export type IncidentNote = Taken<typeof incidentShapes.event>
export type IncidentFound = Taken<typeof incidentShapes.found>
export type IncidentClosing = Taken<typeof incidentShapes.close>
export type MediumInput = Taken<typeof mediumShapes.register>
export type MediumUseInput = Taken<typeof mediumShapes.use>
export type MediumHandoverInput = Taken<typeof mediumShapes.handOver>
export type MediumEndInput = Taken<typeof mediumShapes.end>
export type ClassifyInput = Taken<typeof reviewShapes.classify>
export type ReviewInput = Taken<typeof reviewShapes.review>
export type PublicationInput = Taken<typeof publicationShapes.request>
export type CabinetInput = Taken<typeof cabinetShapes.register>
export type OfficerHandoverInput = Taken<typeof cabinetShapes.handOver>
