import { notShownHere } from '../../../contract/display'
import { file } from '../../../contract/confidential/files'
import { copy, knowing, leg } from '../../../contract/confidential/circulation'
import { check, dispatch } from '../../../contract/confidential/endings'
import { medium, publication } from '../../../contract/confidential/matters'
import type { Reading } from '../../../office/house'
import type { ExportScope, SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { highestHeld, markingOf } from './marking'
import { isOfficer } from '../visibility'
import { checks, dispatches, endings, media, publications } from './matterRows'
import { copies, files, knowings, legs } from './registerRows'

const text = (key: string, label: string, width: number): SheetColumn => ({ key, label, kind: 'text', width })
const code = (key: string, label: string, width: number): SheetColumn => ({ key, label, kind: 'code', width })
const whole = (key: string, label: string, width: number, total = false): SheetColumn => ({
  key,
  label,
  kind: 'integer',
  width,
  ...(total ? { total } : {})
})
const day = (key: string, label: string): SheetColumn => ({ key, label, kind: 'date', width: 10 })
const time = (key: string, label: string): SheetColumn => ({ key, label, kind: 'instant', width: 10 })

type Rows = (reading: Reading, scope: ExportScope) => AsyncGenerator<SheetRow>

/** What else there is to say of a sheet. */
interface About {
  readonly fields?: SheetDefinition['fields']
  readonly shows?: SheetDefinition['shows']
  /** Headings of what stands as it is when printed, whatever the period. */
  readonly ofNow?: readonly string[]
  /** Columns whose text is sealed. */
  readonly sealed?: readonly string[]
}

/** Rows for somebody who may not read what is sealed: its columns say so, whether or not something stands there. */
async function* withoutSealed(rows: AsyncGenerator<SheetRow>, keys: readonly string[]): AsyncGenerator<SheetRow> {
  for await (const row of rows)
    yield { ...row, ...Object.fromEntries(keys.filter((key) => !row[key]).map((key) => [key, notShownHere])) }
}

function sheet(
  name: string,
  columns: readonly SheetColumn[],
  rows: Rows,
  { fields, shows = 'movements', ofNow, sealed = [] }: About
): SheetDefinition {
  const labels = columns.filter(({ key }) => sealed.includes(key)).map(({ label }) => label)
  return {
    name,
    shows,
    ...(fields ? { fields } : {}),
    ...(ofNow ? { ofNow } : {}),
    make: async (reading, scope) => {
      const withheld = isOfficer(reading.actor) ? [] : labels
      return {
        title: `${await bureauName(reading.manager)}密级文件${name}`,
        columns,
        marking: markingOf(reading, await highestHeld(reading.manager)),
        rows: withheld.length > 0 ? withoutSealed(rows(reading, scope), sealed) : rows(reading, scope),
        ...(withheld.length > 0 ? { withheld } : {})
      }
    }
  }
}

/** The sheets of the ledger, in the order of the printed catalogue of outputs. */
export const confidentialSheets: readonly SheetDefinition[] = [
  sheet(
    '收文登记',
    [
      code('number', '登记号', 13),
      day('receivedOn', '收文日期'),
      text('issuer', '来文机关', 9),
      code('documentNumber', '文号', 13),
      text('titleOrCode', '标题或代号', 9),
      text('secrecy', '密级', 4),
      day('issuedOn', '制发日期'),
      text('period', '保密期限', 8),
      text('copyNumbers', '份号', 9),
      whole('copies', '份数', 4, true),
      whole('pages', '页数', 4),
      text('scope', '知悉范围', 11),
      text('cabinetName', '存放', 6),
      text('receivedByName', '签收人', 6),
      text('state', '状态', 5)
    ],
    files,
    {
      fields: file.fields,
      ofNow: ['密级', '保密期限', '份号', '份数', '知悉范围', '存放', '状态'],
      sealed: ['issuer', 'documentNumber', 'titleOrCode']
    }
  ),
  sheet(
    '传阅登记',
    [
      code('number', '登记号', 13),
      code('copyNumber', '份号', 8),
      text('readerName', '阅件人', 7),
      time('outAt', '送阅时间'),
      time('returnedAt', '归还时间'),
      text('took', '用时', 8),
      text('signed', '签字', 7),
      text('overdue', '逾期', 7)
    ],
    legs,
    { fields: leg.fields }
  ),
  sheet(
    '复制登记',
    [
      day('day', '日期'),
      code('number', '登记号', 13),
      code('original', '原份号', 7),
      whole('count', '复制份数', 6, true),
      text('copyNumbers', '新份号', 12),
      text('stamped', '复制戳记', 6),
      text('purpose', '用途', 10),
      code('consent', '发文机关同意文号', 12),
      text('approver', '批准人', 7),
      text('handler', '经办人', 7)
    ],
    copies,
    { fields: copy.fields, sealed: ['purpose', 'consent'] }
  ),
  sheet(
    '清退销毁清册',
    [
      code('number', '登记号', 13),
      code('copyNumber', '份号', 8),
      text('secrecy', '密级', 4),
      whole('pages', '页数', 4),
      text('kind', '方式', 6),
      text('approver', '批准人', 7),
      time('at', '时间'),
      text('place', '地点', 10),
      text('handler', '经办人1', 7),
      text('second', '经办人2', 9),
      code('receiptNumber', '回执号', 13)
    ],
    endings,
    { ofNow: ['密级'] }
  ),
  sheet(
    '涉密介质',
    [
      code('number', '编号', 14),
      text('kind', '类型', 7),
      text('secrecy', '密级', 4),
      day('startedOn', '启用日期'),
      text('holderName', '责任人', 7),
      text('place', '存放', 9),
      whole('uses', '使用记录数', 7, true),
      text('state', '状态', 6)
    ],
    media,
    { fields: medium.fields, shows: 'state' }
  ),
  sheet(
    '核查记录',
    [
      day('day', '日期'),
      whole('expected', '应核份数', 6),
      whole('counted', '实核', 5),
      whole('missing', '缺失', 5),
      text('note', '说明', 24),
      text('people', '核查人', 12)
    ],
    checks,
    { fields: check.fields }
  ),
  sheet(
    '公开保密审查',
    [
      day('submittedOn', '日期'),
      text('content', '拟公开内容', 20),
      text('medium', '载体', 8),
      text('unitName', '申请部门', 9),
      text('opinions', '审查意见', 20),
      text('approver', '审批人', 7),
      text('result', '结果', 6)
    ],
    publications,
    { fields: publication.fields, ofNow: ['结果'], sealed: ['content'] }
  ),
  sheet(
    '发文登记',
    [
      code('number', '登记号', 13),
      code('copyNumber', '份号', 8),
      text('secrecy', '密级', 4),
      text('recipient', '发往机关', 12),
      time('sentAt', '发出时间'),
      code('receiptNumber', '回执号', 13),
      day('receiptOn', '回执日期'),
      text('officerName', '经办人', 7)
    ],
    dispatches,
    { fields: dispatch.fields, ofNow: ['密级'], sealed: ['recipient'] }
  ),
  sheet(
    '知悉登记',
    [
      code('fileNumber', '登记号', 13),
      text('secrecy', '密级', 4),
      text('readerName', '知悉人', 7),
      text('readerPosition', '职务', 9),
      text('way', '知悉方式', 7),
      text('span', '起止时间', 20)
    ],
    knowings,
    { fields: knowing.fields, ofNow: ['密级', '职务'] }
  )
]
