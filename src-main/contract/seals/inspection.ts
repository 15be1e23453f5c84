import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { record, type RowOf } from '../record'
import { choice, code, date, longText, text, unit, whole } from '../recordField'
import { id, localDate, optionalText, text as typedText } from '../values'
import { office, count, version, type RecordDetail } from './parts'
import type { UseRow } from './use'
import { inspectionStates, type InspectionState } from './words'

export const inspection = record('sealInspection', {
  number: code('编号', 15),
  day: date('日期', 12),
  period: text('检查期间', 26).derived(),
  unitName: unit('被查单位', 'unitId', 16).typed(),
  sealNames: text('印章', 22).derived(),
  sampled: whole('抽查笔数', 8).totalled(),
  faulty: whole('问题笔数', 8).totalled(),
  findings: longText('问题', 24).nullable(),
  rectifyBy: date('整改期限', 12).nullable(),
  result: text('结果', 16).nullable(),
  inspectorName: text('检查人', 9),
  state: choice('状态', inspectionStates, 10)
})

export type InspectionRow = RowOf<typeof inspection>

export interface SampleRow {
  readonly id: string
  readonly use: UseRow
  readonly sound: boolean | null
  readonly finding: string | null
}

export interface InspectionDetail extends RecordDetail<InspectionRow> {
  readonly samples: readonly SampleRow[]
}

export const inspections = {
  list: listOf('staff', inspection),
  get: query('staff')
    .input(z.strictObject({ id: id('检查记录') }))
    .output(output<InspectionDetail>()),
  /** Opens the inspection of a unit and draws the sample of its uses. */
  open: command([...office, 'inspector'])
    .input(
      commandInput({
        unitId: id('被查单位'),
        /** Any day of the period to be inspected; today's when absent. */
        periodOf: localDate('检查期间').optional(),
        sampleSize: count('抽查笔数', 200).optional()
      })
    )
    .output(output<{ id: string; number: string; sampled: number }>()),
  /** Notes what was found on samples. */
  record: command([...office, 'inspector'])
    .input(
      commandInput({
        id: id('检查记录'),
        version,
        samples: z
          .array(z.strictObject({ id: id('抽查记录'), sound: z.boolean(), finding: optionalText('问题') }))
          .min(1)
          .max(200)
      })
    )
    .output(output<{ version: number }>()),
  conclude: command([...office, 'inspector'])
    .input(
      commandInput({
        id: id('检查记录'),
        version,
        findings: optionalText('问题', 1000),
        rectifyBy: localDate('整改期限').optional(),
        result: optionalText('结果', 200)
      })
    )
    .output(output<{ state: InspectionState; version: number }>()),
  /** Confirms that what was found has been put right. */
  close: command([...office, 'inspector'])
    .input(commandInput({ id: id('检查记录'), version, result: typedText('整改结果', 200) }))
    .output(output<{ state: InspectionState; version: number }>())
}
