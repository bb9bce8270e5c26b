/** The page's texts in Chinese; the build puts the texts themselves in the place of this (services/web/one-language.ts). */
import { textsIn } from "./all-texts.ts";

export const texts = textsIn("zh-CN");
