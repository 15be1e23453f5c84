import type { Worksheet } from 'exceljs'
import { pageHeight, pageScale } from './sheetLayout'

/**
 * How far the room of a page may differ from what was worked out: the exact scale, and so how much of each page is
 * filled, is the printing program's own. Shares of it in steps of half a hundredth.
 */
const LEEWAY = Array.from({ length: 37 }, (_, step) => 0.94 + step * 0.005)

/** How full the page is while a sheet is written from top to bottom, in points. */
export class PageFlow {
  private readonly pages: { readonly capacity: number; used: number }[]

  /** `exact` where the sheet names its scale and breaks its pages itself. */
  constructor(
    widths: readonly number[],
    private readonly repeated: number,
    exact = false
  ) {
    const height = pageHeight(pageScale(widths))
    this.pages = (exact ? [1] : LEEWAY).map((share) => ({ capacity: height * share, used: 0 }))
  }

  /** Whether so many points are sure to be printed on the same page as what stands before them. */
  fits(points: number): boolean {
    return this.pages.every(({ capacity, used }) => used + points <= capacity)
  }

  /** Adds a row, which goes to the next page where it does not fit. */
  add(points: number): void {
    for (const page of this.pages)
      page.used = (page.used + points <= page.capacity ? page.used : this.repeated) + points
  }

  /** Begins a page, headed by the rows that are repeated. */
  turn(): void {
    for (const page of this.pages) page.used = this.repeated
  }
}

/** Begins a page with a row of the sheet. */
export function breakAbove(worksheet: Worksheet, row: number): void {
  // exceljs names a break by the row it stands under
  const { rowBreaks } = worksheet as unknown as { readonly rowBreaks: { id: number; max: number; man: number }[] }
  rowBreaks.push({ id: row - 1, max: 16_383, man: 1 })
}
