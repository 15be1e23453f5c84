import type { EntityManager } from 'typeorm'
import type { Access } from '../../contract/base'
import type { Field } from '../../contract/fields'
import type { ListInput } from '../../contract/lists'
import type { FormAddition, FormModel } from '../../platform/documents/formModel'
import type { LabelSheetModel } from '../../platform/documents/labels'
import type { SheetModel } from '../../platform/documents/sheetModel'
import type { Reading } from '../house'

export interface ExportScope {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly filter?: ListInput | undefined
}

/**
 * What a sheet is of. `state`: how things stood at the end of the period's last day (now, where none is asked for),
 * rebuilt for that day from the movements; the period's first day means nothing to it. `movements`: what happened from
 * the first day to the last. No sheet mixes both without naming the column that differs.
 */
export type SheetTime = 'state' | 'movements'

/**
 * One sheet of an Excel ledger. `fields` describes what its list can be filtered by, for the filter in words on 导出说明.
 */
export interface SheetDefinition {
  readonly name: string
  readonly shows: SheetTime
  /** Auditors bind it: it can be printed with 承前页, 本页小计 and 过次页 on every page. */
  readonly bound?: boolean
  readonly fields?: Readonly<Record<string, Field>>
  /** Headings of columns that show how things are when printed, though the period is over; 状态 when absent. */
  readonly ofNow?: readonly string[]
  readonly make: (
    reading: Reading,
    scope: ExportScope
  ) => Promise<Omit<SheetModel, 'name' | 'facts' | 'pageSums'> & { readonly facts?: readonly string[] }>
}

/** An Excel ledger: its sheets by name, each made for a scope. Rows are read as they are written. */
export interface WorkbookDefinition {
  readonly id: string
  readonly name: string
  readonly sheets: readonly SheetDefinition[]
  /** Who may export it beside the inspector. */
  readonly access: Access
}

/**
 * Who may print a form, and what refuses a record that is not theirs to read; `recordAccess` takes both from the
 * record's own page.
 */
export interface FormAccess {
  readonly who: Access
  readonly mustRead: (reading: Reading, subjectId: string) => Promise<unknown>
}

/**
 * By the type of what is signed: the id of the form's record from the id of what was signed; nothing where it is on no
 * such form.
 */
export type BornSignatures = Readonly<
  Record<string, (manager: EntityManager, id: string) => Promise<string | null | undefined>>
>

/** The signed subject is the form's own record. */
export const ownRecord = (_manager: EntityManager, id: string): Promise<string> => Promise.resolve(id)

/**
 * A Word form of one record. `find` turns a typed number into the record's id. What is signed or decided stays as it
 * was: `bears` names the subjects whose signatures stand on it; decisions of its own request are known without (K-14).
 * Where several records stand on one paper, `sharedBy` names the one whose paper it is. `later` names what came after
 * it was signed and stands below, what was reversed above all; that its request was withdrawn or cancelled is known
 * without.
 */
export interface FormDefinition {
  readonly id: string
  readonly name: string
  readonly access: FormAccess
  readonly bears?: BornSignatures
  readonly sharedBy?: (manager: EntityManager, subjectId: string) => Promise<string>
  readonly make: (reading: Reading, subjectId: string) => Promise<FormModel>
  readonly later?: (reading: Reading, subjectId: string) => Promise<readonly FormAddition[]>
  readonly find: (reading: Reading, number: string) => Promise<string | undefined>
}

export interface LabelDefinition {
  readonly id: string
  readonly name: string
  readonly access: Access
  readonly make: (reading: Reading, subjectIds: readonly string[], layout: 'a4' | 'single') => Promise<LabelSheetModel>
}

/** Something put out: a workbook, a form, a look at one, labels. */
export interface MadeOutput {
  readonly kind: 'export' | 'print' | 'look' | 'label'
  readonly name: string
  /** Number of the record a form is of. */
  readonly number: string | null
  readonly count: number
}
