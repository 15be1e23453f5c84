import { z } from 'zod'
import { command, commandInput, output, query } from './base'
import { id, localDate, text } from './values'
import { listInput } from './lists'
import type { chainIds } from './ledgers'

export interface AttachmentRow {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly sha256: string
}

/** A long piece of work with progress, shown in the window and cancellable. */
export interface JobState {
  readonly id: string
  readonly title: string
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  readonly done: number
  readonly total: number | null
  /** Name of the file made, to be saved or downloaded. */
  readonly fileName: string | null
  readonly message: string | null
}

export interface OutputInfo {
  readonly id: string
  readonly ledger: string
  readonly name: string
  readonly kind: 'xlsx' | 'docx'
  readonly sheets: readonly string[]
}

export interface ColumnMatch {
  readonly column: number
  /** With the group it stands under before it. */
  readonly heading: string
  readonly field: string | null
}

export interface ImportProblem {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly message: string
}

/** What a dry run found; nothing is saved by it. */
export interface ImportReport {
  readonly kind: string
  readonly file: string
  readonly sheets: readonly string[]
  readonly rows: number
  readonly accepted: number
  readonly problems: readonly ImportProblem[]
  readonly sums: Readonly<Record<string, number>>
  readonly committed: boolean
  /** What the import can be taken back by, once it is committed. */
  readonly importId?: string
  /** Units and people named in the file that the office does not know yet; created when accepted. */
  readonly unknownUnits: readonly string[]
  readonly unknownPeople: readonly string[]
  /**
   * Records of the ledger itself the file names without its knowing them, e.g. seals; entered when accepted. Absent
   * where a file names none.
   */
  readonly unknownRecords?: readonly UnknownRecord[]
  /** What only the user can tell; each is a problem too until it is answered. */
  readonly questions: readonly ImportQuestion[]
  /** Rows below the headers that are not lines, and why. */
  readonly leftOut: readonly LeftOutRow[]
  /** Everything else of the file that was not read, or not as it stands. */
  readonly notes: readonly ImportNote[]
  /** Rows whose content the ledger has already; they are left out. */
  readonly known: number
  /** Nothing keeps the file from being imported: no row is held, no question is open, and there is something new. */
  readonly ready: boolean
  /** The sums as people read them: of all lines of the file that are not left out, and of those to be taken in. */
  readonly totals: readonly { readonly label: string; readonly value: string; readonly taken: string }[]
  /** What the file's own rows of sums say, beside what its lines come to. */
  readonly stated: readonly StatedTotal[]
  /** The day the opening is of, where the import asks for one, and where it comes from. */
  readonly day?: { readonly label: string; readonly value: string; readonly from: 'chosen' | 'file' | 'today' }
}

/** One question of an import: a word outside the choices, a column nobody can tell, a column the file lacks. */
export interface ImportQuestion {
  readonly kind: 'value' | 'column' | 'missing'
  readonly field: string
  readonly label: string
  /** The question in words. */
  readonly text: string
  /** The word that is asked for, and how many rows have it; for `value`. */
  readonly value?: string
  readonly rows?: number
  /** What it may be answered with, as the user reads it; empty for free text. */
  readonly options: readonly string[]
  readonly proposal: string | null
  /** The sheet, where columns of one are meant. */
  readonly sheet?: string
}

export interface LeftOutRow {
  readonly sheet: string
  readonly row: number
  /** What the row is, e.g. 合计. */
  readonly what: string
  readonly text: string
}

export interface ImportNote {
  readonly sheet: string
  readonly row: number | null
  readonly text: string
}

export interface StatedTotal {
  readonly sheet: string
  readonly row: number
  /** What the row calls itself, and the column summed. */
  readonly name: string
  readonly column: string
  readonly stated: string
  readonly computed: string
  readonly agrees: boolean
}

/** A name of a record the ledger does not know, with where the file uses it first and what to do about it. */
export interface UnknownRecord {
  /** What it would be, e.g. 印章. */
  readonly what: string
  readonly name: string
  readonly sheet: string
  readonly row: number
  readonly column: string
  /** How many rows name it. */
  readonly rows: number
  readonly advice: string
}

/** What the user answered to the questions of an import. */
export interface ImportAnswers {
  /** Words of the file → words of the choices, by field. */
  readonly values: readonly { readonly field: string; readonly word: string; readonly meaning: string }[]
  /** One value for every line of a field the file has no column for; 未记载 where that is allowed. */
  readonly fill: readonly { readonly field: string; readonly value: string }[]
  readonly day?: string | undefined
  /** Rows with a problem stay out, the others come in; without it one such row keeps the whole file out. */
  readonly leaveOut?: boolean | undefined
}

export interface ImportLook {
  readonly sheets: readonly {
    readonly name: string
    readonly headerRow: number | null
    /** Whether it is read as the import's record unless the user says otherwise. */
    readonly taken: boolean
    readonly columns: readonly ColumnMatch[]
    readonly sample: readonly (readonly string[])[]
  }[]
  readonly fields: readonly { readonly name: string; readonly label: string; readonly required: boolean }[]
  /** Every sheet that is taken has what it needs: there is nothing to ask before the check. */
  readonly settled: boolean
  /** Sheets that are hidden and therefore not offered. */
  readonly hidden: readonly string[]
}

const mapping = z
  .array(
    z.strictObject({
      sheet: z.string().max(100),
      headerRow: z.int().min(1),
      columns: z
        .array(z.strictObject({ column: z.int().min(1).max(500), field: z.string().max(60).nullable() }))
        .max(500)
    })
  )
  .max(100)
  .optional()
const answers = z
  .strictObject({
    values: z
      .array(z.strictObject({ field: z.string().max(60), word: z.string().max(500), meaning: z.string().max(200) }))
      .max(500)
      .default([]),
    fill: z
      .array(z.strictObject({ field: z.string().max(60), value: z.string().max(200) }))
      .max(60)
      .default([]),
    day: localDate('日期').optional(),
    leaveOut: z.boolean().optional()
  })
  .optional()
const importInput = {
  kind: text('导入种类', 40),
  attachmentId: id('文件'),
  mapping,
  answers,
  createUnknown: z.boolean().default(true)
}

export const files = {
  /** Stores a file by its content hash. At most 50 MB; pictures and office files only. */
  upload: command('signedIn')
    .input(
      z.strictObject({
        file: z.file(),
        /** Kept encrypted and without its name, to be imported only; what the import's kind asks for. */
        sealed: z.boolean().optional()
      })
    )
    .output(output<AttachmentRow>()),
  /**
   * The stored bytes, for pictures in the window and for saving: of what one uploaded oneself, or of what stands on the
   * page of a record one may read; `page` is the query it is made of, e.g. supplies.purchases.get.
   */
  download: query('signedIn')
    .input(
      z.strictObject({
        id: id('附件'),
        on: z.strictObject({ page: text('页面', 60), id: id('记录') }).optional()
      })
    )
    .output(output<File>())
}

export const exportsContract = {
  outputs: query('signedIn').output(output<readonly OutputInfo[]>()),
  /** Starts writing a workbook of a ledger, of what a list is filtered to or of a period. */
  start: command('signedIn')
    .input(
      commandInput({
        output: text('台账', 60),
        sheets: z.array(z.string().max(40)).max(20).optional(),
        from: localDate().optional(),
        to: localDate().optional(),
        filter: listInput.optional(),
        /** 承前页, 本页小计 and 过次页 on every page of registers that are bound. */
        pageSums: z.boolean().optional()
      })
    )
    .output(output<JobState>()),
  /** Writes the Word form of one record. */
  form: command('signedIn')
    .input(commandInput({ form: text('表单', 60), subjectId: id('记录') }))
    .output(output<JobState>()),
  /** The Word form of one record as it would print now, to be shown in the window; nothing is recorded. */
  look: query('signedIn')
    .input(z.strictObject({ form: text('表单', 60), subjectId: id('记录') }))
    .output(output<File>()),
  /** How many labels printing them gives: some records have several. */
  labelCount: query('signedIn')
    .input(z.strictObject({ label: text('标签', 60), subjectIds: z.array(id('记录')).min(1).max(2000) }))
    .output(output<number>()),
  /** Label sheets: shelf labels, tags, asset labels. */
  labels: command('signedIn')
    .input(
      commandInput({
        label: text('标签', 60),
        subjectIds: z.array(id('记录')).min(1).max(2000),
        layout: z.enum(['a4', 'single'])
      })
    )
    .output(output<JobState>())
}

export const jobs = {
  get: query('signedIn')
    .input(z.strictObject({ id: id('任务') }))
    .output(output<JobState>()),
  cancel: command('signedIn')
    .input(commandInput({ id: id('任务') }))
    .output(output<JobState>()),
  /** The finished file. */
  result: query('signedIn')
    .input(z.strictObject({ id: id('任务') }))
    .output(output<File>())
}

/** An import that was made. */
export interface PastImport {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly at: string
  readonly by: string
  readonly file: string
  readonly undone: { readonly at: string; readonly by: string; readonly reason: string } | null
  /** Why the kind cannot be taken back as a whole; null where it can. */
  readonly never: string | null
}

export const imports = {
  kinds:
    query('signedIn').output(
      output<
        readonly {
          readonly kind: string
          readonly name: string
          readonly ledger: (typeof chainIds)[number]
          readonly allowed: boolean
          /** Its file is kept encrypted (SEC-02). */
          readonly sealed: boolean
        }[]
      >()
    ),
  look: query('signedIn')
    .input(
      z.strictObject({
        kind: text('导入种类', 40),
        attachmentId: id('文件'),
        /** Header rows the user pointed at, by sheet; found by themselves elsewhere. */
        headers: z
          .array(z.strictObject({ sheet: z.string().max(100), headerRow: z.int().min(1).max(1_048_576) }))
          .max(100)
          .optional()
      })
    )
    .output(output<ImportLook>()),
  dryRun: query('signedIn').input(z.strictObject(importInput)).output(output<ImportReport>()),
  commit: command('staff').input(commandInput(importInput)).output(output<ImportReport>()),
  /** Imports made so far of the kinds one may run, the newest first. */
  past: query('signedIn').output(output<readonly PastImport[]>()),
  /** Takes a whole import back where nothing rests on its rows. */
  undo: command('staff')
    .input(commandInput({ id: id('导入'), reason: text('撤销原因', 200) }))
    .output(output<PastImport>()),
  template: command('signedIn')
    .input(commandInput({ kind: text('导入种类', 40) }))
    .output(output<JobState>())
}

export const savedViews = {
  list: query('signedIn')
    .input(z.strictObject({ list: text('列表', 60) }))
    .output(output<readonly { readonly id: string; readonly name: string; readonly view: string }[]>()),
  save: command('signedIn')
    .input(commandInput({ list: text('列表', 60), name: text('名称', 30), view: z.string().max(5000) }))
    .output(output<{ id: string }>()),
  remove: command('signedIn')
    .input(commandInput({ id: id('视图') }))
    .output(output<{ id: string }>())
}
