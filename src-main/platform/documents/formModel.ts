/**
 * A signature drawn in the act it belongs to, named by its id: what was drawn is kept with the act, its picture is made
 * when the form is printed.
 */
export interface DrawnSignature {
  readonly drawnFor: string
}

/** How a signature stands on a form: the picture (PNG) it was given with, or whose drawing it is. */
export type SignatureMark = Uint8Array | DrawnSignature

/** A form whose signatures are pictures, ready to be written. */
export type PrintedForm = FormModel<Uint8Array>

/** What a printed form is made of, free of any ledger and of any Word library. Blocks stand from top to bottom. */
export interface FormModel<Signed = SignatureMark> {
  readonly title: string
  /** Number of the record; printed with a QR of the bare number in the header. */
  readonly number: string
  readonly bureau: string
  readonly blocks: readonly FormBlock<Signed>[]
  /**
   * An official paper (GB/T 9704) instead of a form: the issuer in red over a red line, and the number it is issued
   * under.
   */
  readonly letterhead?: { readonly issuer: string; readonly documentNumber?: string }
  /** 版记 of an official paper: who has it printed, and when (ISO local date). */
  readonly colophon?: { readonly issuer: string; readonly date: string }
  /** Holders of the copies when the form is made in several (一式两份): one section is printed per holder. */
  readonly copies?: readonly string[]
  readonly notes?: readonly string[]
  /** Printed in page header and footer, e.g. the class marking of confidential papers. */
  readonly marking?: string
  /** What happened after it was signed, below everything else. */
  readonly additions?: readonly FormAddition[]
}

export interface FormAddition {
  /** ISO local date. */
  readonly date: string
  readonly text: string
}

export interface FormFact {
  readonly label: string
  readonly value: string
  /** How many of the row's four half-columns the value takes; 1 = half a line, 3 = the whole line. */
  readonly span?: 1 | 3
  /** Goes on being filled in after the form is signed. */
  readonly open?: true
}

export interface OpinionBox<Signed = SignatureMark> {
  /** Who decides here, e.g. 科室负责人意见. */
  readonly label: string
  /** In what capacity somebody else decided, where the step went up (K-01). */
  readonly capacity?: string
  readonly opinion?: string
  readonly name?: string
  /** Where the decision was signed by pen. */
  readonly signature?: Signed
  /** ISO local date; printed 2026年1月5日. Blank lines are printed when the box is not decided yet. */
  readonly date?: string
}

export interface FormLineColumn {
  readonly key: string
  readonly label: string
  readonly kind: 'text' | 'money' | 'quantity' | 'integer' | 'date'
  /** Relative width. */
  readonly weight?: number
  readonly total?: boolean
  /**
   * Key of the value that names the unit of measure: kilograms and pieces are not added up, each unit is totalled by
   * itself.
   */
  readonly per?: string
  /** Goes on being filled in after the form is signed, e.g. 实发. */
  readonly open?: true
}

export type FormBlock<Signed = SignatureMark> =
  | { readonly kind: 'facts'; readonly facts: readonly FormFact[] }
  | {
      readonly kind: 'lines'
      readonly caption?: string
      readonly columns: readonly FormLineColumn[]
      readonly rows: readonly Readonly<Record<string, string | number | null | undefined>>[]
      /** Key of the money column whose total is repeated in capitals (人民币大写). */
      readonly capitals?: string
      /** Blank rows kept for handwriting so that the printed table never looks cut off. */
      readonly minimumRows?: number
      /** The lines are final: the first blank row says 以下空白, so that nothing can be written in afterwards. */
      readonly closed?: boolean
    }
  | { readonly kind: 'opinions'; readonly boxes: readonly OpinionBox<Signed>[] }
  | {
      readonly kind: 'signatures'
      readonly lines: readonly {
        readonly label: string
        readonly name?: string
        readonly signature?: Signed
        readonly date?: string
      }[]
    }
  | {
      readonly kind: 'text'
      readonly paragraphs: readonly string[]
      readonly heading?: string
      /** To whom it goes (主送机关), before everything else and not indented. */
      readonly addressee?: string
      /** Who signs and when, at the right foot of the text. */
      readonly closing?: { readonly name: string; readonly signature?: Signed; readonly date: string }
    }
  | { readonly kind: 'image'; readonly caption: string; readonly picture?: Uint8Array; readonly heightMm: number }
  | {
      readonly kind: 'photos'
      readonly caption: string
      readonly pictures: readonly { readonly picture: Uint8Array; readonly caption: string }[]
    }
