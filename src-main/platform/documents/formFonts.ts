import type { IFontAttributesProperties } from 'docx'

/** Typefaces of official papers (GB/T 9704), each with the one that stands in where it is not installed. */
const TITLE_FACE = '方正小标宋简体'
const BODY_FACE = '仿宋_GB2312'
const HEADING_FACE = '黑体'
const LATIN_FACE = 'Times New Roman'
const ALTERNATIVES: Readonly<Record<string, string>> = {
  [TITLE_FACE]: '宋体',
  [BODY_FACE]: '仿宋',
  [HEADING_FACE]: 'SimHei'
}

export const BODY_FONT = face(BODY_FACE)
/** Never made bold: it is bold by its drawing. */
export const TITLE_FONT = face(TITLE_FACE)
export const HEADING_FONT = face(HEADING_FACE)

/** Half-points: 二号 title, 三号 prose, 小四 tables, 五号 narrow tables and notes, 小五 page foot. */
export const SIZE = { title: 44, prose: 32, table: 24, small: 21, foot: 18 } as const

/**
 * Latin words and numbers are English: under Chinese rules some office programs break 2026 or a record number in the
 * middle.
 */
export const LANGUAGE = { value: 'en-US', eastAsia: 'zh-CN' } as const

function face(eastAsia: string): IFontAttributesProperties {
  return { ascii: LATIN_FACE, hAnsi: LATIN_FACE, cs: LATIN_FACE, eastAsia }
}

/**
 * Names the stand-ins, so that the office's software does not choose one of its own. Replaces docx' empty font table.
 */
export const FONT_TABLE = {
  path: 'word/fontTable.xml',
  data:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    Object.entries(ALTERNATIVES)
      .map(
        ([name, other]) =>
          `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`
      )
      .join('') +
    '</w:fonts>'
} as const
