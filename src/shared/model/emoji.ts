import * as z from 'zod/mini';

// Emoji as keyboards send them, with or without the sign that asks for colour.
const ONE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\ufe0f?)$/v;

export function isEmoji(text: string): boolean {
  return text.length <= 40 && ONE_EMOJI.test(text);
}

export const EmojiSchema = z.string().check(z.refine(isEmoji, { error: 'must be one emoji' }));
