import { giftEn } from '@lianfang/contract/messages/gift.en'
import { giftZhCN } from '@lianfang/contract/messages/gift.zh-CN'
import { addGiftProblems } from './problem-words.js'

// Loaded with what works with gifts, and with what assigns them: no other page can meet them.
addGiftProblems({ 'zh-CN': giftZhCN, en: giftEn })
