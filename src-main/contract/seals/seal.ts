import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { record, type RowOf } from '../record'
import { choice, code, date, flag, image, longText, person, several, text, unit } from '../recordField'
import { attachmentId, id, localDate, optionalText, text as typedText } from '../values'
import type { CustodyRow } from './custody'
import type { LetterRow } from './letter'
import { office, version, type RecordDetail } from './parts'
import {
  documentKinds,
  inks,
  sealKinds,
  sealMaterials,
  sealShapes,
  sealStates,
  type DocumentKind,
  type SealKind,
  type SealState
} from './words'

export const looks = {
  name: typedText('印章名称', 60),
  imprintText: typedText('印文', 100),
  kind: z.enum(keysOf(sealKinds), { error: '请选择印章类别' }),
  material: z.enum(keysOf(sealMaterials)).default('rubber'),
  size: typedText('尺寸', 30),
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

export const keeping = { storage: optionalText('存放', 100), safeguard: optionalText('安全防范', 100) }

/** What else is written of a seal, beside its looks and where it is kept. */
const written = {
  sealCode: optionalText('印章编码', 30),
  approvalDocument: optionalText('刻制批准文号', 60),
  engraver: optionalText('刻制单位', 60),
  activationNumber: optionalText('启用文号', 60),
  remarks: optionalText('备注')
}

/** What the form asks of the texts of a seal, for a register that is taken over. */
export const sealTexts = { name: looks.name, imprintText: looks.imprintText, size: looks.size, ...keeping, ...written }

export const seal = record('seal', {
  number: code('编号', 15).in('登记'),
  name: text('名称', 18).typed(60).in('印章').alsoCalled('印章名称', '印章'),
  imprintText: text('印文', 22).typed(100).in('印章').alsoCalled('印文内容', '印章内容', '刻字内容'),
  kind: choice('类别', sealKinds, 12).typed().in('印章').alsoCalled('印章类别', '种类', '类型'),
  material: choice('材质', sealMaterials, 8).in('印章').alsoCalled('质地'),
  size: text('尺寸', 10).typed(30).in('印章').alsoCalled('规格', '直径', '大小'),
  shape: choice('形状', sealShapes, 8).in('印章').alsoCalled('样式'),
  ink: choice('印油', inks, 8).in('印章').alsoCalled('印油颜色'),
  sealCode: code('印章编码', 15)
    .nullable()
    .in('印章')
    .alsoCalled('公安编码', '备案编码')
    .hinted('公安备案编码，一般为13位数字'),
  approvalDocument: code('刻制批准文号', 18).nullable().in('刻制启用').alsoCalled('批准文号', '刻制文号'),
  engraver: text('刻制单位', 16).nullable().in('刻制启用').alsoCalled('刻章单位', '承制单位'),
  engravedOn: date('刻制日期', 12).nullable().in('刻制启用').alsoCalled('刻章日期', '刻制时间'),
  activationNumber: code('启用文号', 18).nullable().in('刻制启用').alsoCalled('启用通知文号', '启用通知'),
  activatedOn: date('启用日期', 12).nullable().in('刻制启用').alsoCalled('启用时间', '开始使用日期'),
  scope: several('使用范围（项）', documentKinds, 10).in('使用'),
  scopeText: longText('使用范围', 26).derived().in('使用').alsoCalled('用印范围', '用途'),
  unitName: unit('保管部门', 'unitId', 14)
    .typed()
    .in('保管')
    .alsoCalled('使用部门', '部门', '单位', '所属单位', '保管单位'),
  ownerName: person('印鉴领导', 'ownerId', 9).nullable().in('保管').alsoCalled('所属领导'),
  custodianName: person('保管人', 'custodianId', 9).nullable().in('保管').alsoCalled('监印人', '专管人员', '管理人'),
  standInUntil: date('代管至', 12).nullable().in('保管'),
  keyHolderName: person('柜钥匙持有人', 'keyHolderId', 10).nullable().in('保管'),
  storage: text('存放', 14).nullable().in('保管').alsoCalled('存放地点', '存放处', '存放位置'),
  safeguard: text('安全防范', 14).nullable().in('保管').alsoCalled('防范措施', '安全措施'),
  state: choice('状态', sealStates, 12).in('登记'),
  /** Attachment id of the imprint picture. */
  imprintId: image('印模', 14).nullable().in('印章').alsoCalled('印样'),
  opening: flag('期初', 6).in('登记'),
  remarks: longText('备注', 16).nullable().in('登记').alsoCalled('说明')
})

export type SealRow = RowOf<typeof seal>

/** A seal to choose from in forms. */
export interface SealChoice {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly state: SealState
  readonly unitId: string
  readonly scope: readonly DocumentKind[]
  readonly custodianName: string | null
  /** Whether the person asking keeps it today or may stamp with it. */
  readonly mine: boolean
  readonly searchKey: string
}

export interface SealDetail extends RecordDetail<SealRow> {
  readonly engravingId: string | null
  readonly predecessor: {
    readonly id: string
    readonly number: string
    readonly name: string
    readonly state: SealState
  } | null
  readonly handovers: readonly CustodyRow[]
  readonly uses: { readonly count: number; readonly lastAt: string | null }
  readonly lossId: string | null
  /** Certificates and letters of the office about it. */
  readonly letters: readonly LetterRow[]
  readonly destructionId: string | null
}

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
        ...written,
        engravedOn: localDate('刻制日期').optional(),
        activatedOn: localDate('启用日期').optional(),
        custodianId: id('保管人'),
        imprintId: attachmentId.optional()
      })
    )
    .output(output<{ id: string; number: string }>()),
  revise: command(office)
    .input(
      commandInput({
        id: id('印章'),
        version,
        storage: typedText('存放', 100),
        safeguard: typedText('安全防范', 100),
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
    .input(commandInput({ id: id('印章'), version, on: localDate('停用日期'), reason: typedText('停用原因') }))
    .output(output<{ state: SealState; version: number }>()),
  resume: command(office)
    .input(commandInput({ id: id('印章'), version, on: localDate('恢复日期'), reason: typedText('恢复原因') }))
    .output(output<{ state: SealState; version: number }>()),
  sealAway: command(office)
    .input(
      commandInput({
        id: id('印章'),
        version,
        on: localDate('封存日期'),
        place: typedText('封存处', 100),
        reason: typedText('封存原因')
      })
    )
    .output(output<{ state: SealState; version: number }>())
}
