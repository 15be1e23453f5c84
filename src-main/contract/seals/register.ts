import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { attachmentId, id, instant, localDate, optionalText, signature, text } from '../values'
import {
  custodyRecord,
  destruction,
  engraving,
  loss,
  seal,
  type CustodyRow,
  type DestructionRow,
  type EngravingDetail,
  type LossRow,
  type RecordDetail,
  type SealChoice,
  type SealDetail
} from './registerRows'
import {
  custodyKinds,
  documentKinds,
  engravingKinds,
  inks,
  sealKinds,
  sealMaterials,
  sealShapes,
  type DestructionState,
  type EngravingState,
  type SealState
} from './words'

const version = z.int()
const office = ['officeDirector', 'sealCustodian'] as const

const looks = {
  name: text('印章名称', 60),
  imprintText: text('印文', 100),
  kind: z.enum(keysOf(sealKinds), { error: '请选择印章类别' }),
  material: z.enum(keysOf(sealMaterials)).default('rubber'),
  size: text('尺寸', 30),
  shape: z.enum(keysOf(sealShapes)).default('round'),
  /** By default the ink the regulation asks for the kind (SEAL-13). */
  ink: z.enum(keysOf(inks)).optional(),
  /** Usage scope; by default that of the kind (SEAL-01). */
  scope: z
    .array(z.enum(keysOf(documentKinds)))
    .max(40)
    .optional(),
  unitId: id('保管部门'),
  /** The leader whose name a personal seal carries. */
  ownerId: id('印鉴领导').optional()
}

const keeping = { storage: optionalText('存放', 100), safeguard: optionalText('安全防范', 100) }

/** The register of seals: everything that is one seal. */
export const register = {
  list: listOf('staff', seal),
  get: query('staff')
    .input(z.strictObject({ id: id('印章') }))
    .output(output<SealDetail>()),
  choices: query('staff').output(output<readonly SealChoice[]>()),
  /** Enters a seal the bureau already has, with who keeps it, as an opening entry. */
  enter: command(office)
    .input(
      commandInput({
        ...looks,
        ...keeping,
        sealCode: optionalText('印章编码', 30),
        approvalDocument: optionalText('刻制批准文号', 60),
        engraver: optionalText('刻制单位', 60),
        engravedOn: localDate('刻制日期').optional(),
        activationNumber: optionalText('启用文号', 60),
        activatedOn: localDate('启用日期').optional(),
        custodianId: id('保管人'),
        imprintId: attachmentId.optional(),
        remarks: optionalText('备注')
      })
    )
    .output(output<{ id: string; number: string }>()),
  revise: command(office)
    .input(
      commandInput({
        id: id('印章'),
        version,
        storage: text('存放', 100),
        safeguard: text('安全防范', 100),
        scope: z
          .array(z.enum(keysOf(documentKinds)))
          .min(1, '请至少选择一项使用范围')
          .max(40),
        sealCode: optionalText('印章编码', 30),
        /** Only a personal seal has one; stays as it was when absent. */
        ownerId: id('印鉴领导').optional(),
        imprintId: attachmentId.optional(),
        remarks: optionalText('备注')
      })
    )
    .output(output<{ version: number }>()),
  /** The office's activation notice (SEAL-04). */
  activate: command(office)
    .input(
      commandInput({
        id: id('印章'),
        version,
        activationNumber: optionalText('启用文号', 60),
        activatedOn: localDate('启用日期').optional(),
        imprintId: attachmentId.optional()
      })
    )
    .output(output<{ state: SealState; version: number }>()),
  suspend: command(office)
    .input(commandInput({ id: id('印章'), version, on: localDate('停用日期'), reason: text('停用原因') }))
    .output(output<{ state: SealState; version: number }>()),
  resume: command(office)
    .input(commandInput({ id: id('印章'), version, on: localDate('恢复日期'), reason: text('恢复原因') }))
    .output(output<{ state: SealState; version: number }>()),
  sealAway: command(office)
    .input(
      commandInput({
        id: id('印章'),
        version,
        on: localDate('封存日期'),
        place: text('封存处', 100),
        reason: text('封存原因')
      })
    )
    .output(output<{ state: SealState; version: number }>())
}

/** What a returned application is corrected by: which one, as last seen, and what its applicant says about it. */
const correction = { id: id('申请'), version, note: text('补正说明') }

/** An engraving as it is applied for. */
const engraved = {
  ...looks,
  engraving: z.enum(keysOf(engravingKinds), { error: '请选择新刻、更换或补刻' }),
  reason: text('理由'),
  basis: text('依据'),
  predecessorId: id('原印章').optional(),
  oldSealHandling: optionalText('原印章处理', 100),
  /** Approval document of the lost seal, for a reissue (SEAL-17). */
  originalApproval: optionalText('原刻制批准文号', 60)
}

export const engravings = {
  list: listOf('staff', engraving),
  get: query('staff')
    .input(z.strictObject({ id: id('刻制申请') }))
    .output(output<EngravingDetail>()),
  request: command('staff').input(commandInput(engraved)).output(output<{ id: string; number: string }>()),
  /** Corrects a returned application and hands it in again. */
  amend: command('staff')
    .input(commandInput({ ...correction, ...engraved }))
    .output(output<{ state: EngravingState; version: number }>()),
  /** Registers the engraved seal with its imprint (SEAL-03). */
  engrave: command(office)
    .input(
      commandInput({
        id: id('刻制申请'),
        version,
        engraver: optionalText('刻制单位', 60),
        /** The engraver is one the police designated. */
        designated: z.boolean(),
        approvalDocument: optionalText('刻制批准文号', 60),
        engravedOn: localDate('刻制日期'),
        sealCode: optionalText('印章编码', 30),
        imprintId: attachmentId.optional(),
        ...keeping,
        remarks: optionalText('备注')
      })
    )
    .output(output<{ id: string; number: string }>())
}

export const custody = {
  list: listOf('staff', custodyRecord),
  get: query('staff')
    .input(z.strictObject({ id: id('交接') }))
    .output(output<RecordDetail<CustodyRow>>()),
  /** Receipt, transfer, stand-in, recovery of a seal, or its cabinet key; both sign (SEAL-06). */
  handOver: command('staff')
    .input(
      commandInput({
        id: id('印章'),
        version,
        kind: z.enum(keysOf(custodyKinds), { error: '请选择交接类型' }),
        toPersonId: id('接收人'),
        witnessId: id('监交人').optional(),
        /** Stand-in only: last day, keys, and the leader who named the stand-in. */
        until: localDate('代管结束日期').optional(),
        keysHandedOver: z.boolean().default(false),
        arrangedById: id('指定代管的领导').optional(),
        reason: text('原因'),
        inventory: optionalText('交接清单', 1000),
        signatures: z.strictObject({
          from: signature.optional(),
          to: signature.optional(),
          witness: signature.optional()
        })
      })
    )
    .output(output<{ id: string; number: string; state: SealState; version: number }>())
}

export const losses = {
  list: listOf('staff', loss),
  get: query('staff')
    .input(z.strictObject({ id: id('遗失报告') }))
    .output(output<RecordDetail<LossRow>>()),
  report: command('staff')
    .input(
      commandInput({
        sealId: id('印章'),
        version,
        discoveredAt: instant('发现时间'),
        lostFrom: localDate('遗失起始日期'),
        circumstances: text('经过', 1000),
        leaderId: id('报告的领导').optional(),
        leaderReportedAt: instant('报告领导时间').optional()
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** What has been done since: reports to leader and police, newspaper notice. */
  record: command(office)
    .input(
      commandInput({
        id: id('遗失报告'),
        version,
        leaderId: id('报告的领导').optional(),
        leaderReportedAt: instant('报告领导时间').optional(),
        policeStation: optionalText('报案派出所', 60),
        policeReportedOn: localDate('报案日期').optional(),
        policeReceipt: optionalText('报案回执号', 60),
        newspaper: optionalText('登报报刊', 60),
        newspaperOn: localDate('登报日期').optional(),
        newspaperId: attachmentId.optional()
      })
    )
    .output(output<{ state: 'open' | 'declared'; version: number }>())
}

export const destructions = {
  list: listOf('staff', destruction),
  get: query('staff')
    .input(z.strictObject({ id: id('销毁申请') }))
    .output(output<RecordDetail<DestructionRow>>()),
  request: command(office)
    .input(commandInput({ sealId: id('印章'), version, reason: text('销毁原因'), method: text('销毁方式', 60) }))
    .output(output<{ id: string; number: string }>()),
  /** Corrects a returned application and hands it in again. */
  amend: command(office)
    .input(commandInput({ ...correction, reason: text('销毁原因'), method: text('销毁方式', 60) }))
    .output(output<{ state: DestructionState; version: number }>()),
  /** Carries it out before two witnesses who sign (SEAL-18). */
  carryOut: command(office)
    .input(
      commandInput({
        id: id('销毁申请'),
        version,
        place: optionalText('地点', 100),
        photoId: attachmentId.optional(),
        witnesses: z.array(signature).max(4).default([])
      })
    )
    .output(output<{ state: SealState; version: number }>())
}
