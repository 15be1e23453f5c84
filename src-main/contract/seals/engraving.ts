import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { record, type RowOf } from '../record'
import { choice, code, date, longText, person, reference, text, unit } from '../recordField'
import { attachmentId, id, localDate, optionalText, text as typedText } from '../values'
import { correction, office, version, type RecordDetail } from './parts'
import {
  engravingKinds,
  engravingStates,
  sealKinds,
  type DocumentKind,
  type EngravingKind,
  type EngravingState,
  type Ink,
  type SealKind,
  type SealMaterial,
  type SealShape
} from './words'
import { keeping, looks } from './seal'

export const engraving = record('sealEngraving', {
  number: code('申请编号', 15).in('申请'),
  kind: choice('事项', engravingKinds, 8).typed().in('申请'),
  name: text('印章名称', 18).typed(60).in('印章'),
  imprintText: text('印文', 22).typed(100).in('印章'),
  sealKind: choice('类别', sealKinds, 12).typed().in('印章'),
  spec: text('规格', 18).derived().in('印章'),
  unitName: unit('申请部门', 'unitId', 14).in('申请'),
  applicantName: person('申请人', 'applicantId', 9).in('申请'),
  reason: longText('理由', 22).typed().in('申请'),
  basis: longText('依据', 22).typed().in('申请'),
  predecessorName: reference('原印章', 'predecessorId', 16).nullable().in('原印章'),
  oldSealHandling: text('原印章处理', 14).nullable().in('原印章'),
  submittedOn: date('申请日期', 12).in('申请'),
  state: choice('状态', engravingStates, 10).in('申请'),
  engraver: text('刻制单位', 16).nullable().in('刻制').by('sealId'),
  engravedOn: date('刻制日期', 12).nullable().in('刻制')
})

export type EngravingRow = RowOf<typeof engraving>

/** What an application asks for, as its form is filled. */
export interface EngravingAsked {
  readonly engraving: EngravingKind
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly material: SealMaterial
  readonly size: string
  readonly shape: SealShape
  readonly ink: Ink
  readonly scope: readonly DocumentKind[]
  readonly unitId: string
  readonly ownerId: string | null
  readonly reason: string
  readonly basis: string
  readonly predecessorId: string | null
  readonly oldSealHandling: string | null
  readonly originalApproval: string | null
}

export interface EngravingDetail extends RecordDetail<EngravingRow> {
  readonly asked: EngravingAsked
}

/** An engraving as it is applied for. */
const engraved = {
  ...looks,
  engraving: z.enum(keysOf(engravingKinds), { error: '请选择新刻、更换或补刻' }),
  reason: typedText('理由'),
  basis: typedText('依据'),
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
