export type Piece = { text: string; strong: boolean }

/** Parts a sentence at its `**words**`. Pieces are plain text: whoever renders them escapes them. */
export const emphasised = (sentence: string): readonly Piece[] =>
  sentence
    .split('**')
    .map((text, index) => ({ text, strong: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
