import { type Label, label } from '@entrepot/trade/file'

/** Names of ports and places by UN/LOCODE (UN/ECE Recommendation 16), so that a page reads; a code that is not here is printed alone. */
const PLACES: Readonly<Record<string, string>> = {
  AEJEA: 'Jebel Ali',
  AUSYD: 'Sydney',
  BEANR: 'Antwerpen',
  BRSSZ: 'Santos',
  CNDLC: 'Dalian',
  CNNGB: 'Ningbo',
  CNSHA: 'Shanghai',
  CNSZX: 'Shenzhen',
  CNTAO: 'Qingdao',
  CNTSN: 'Tianjin',
  CNXMN: 'Xiamen',
  DEBRV: 'Bremerhaven',
  DEHAM: 'Hamburg',
  ESALG: 'Algeciras',
  ESVLC: 'Valencia',
  FRLEH: 'Le Havre',
  GBFXT: 'Felixstowe',
  GBLGP: 'London Gateway',
  GRPIR: 'Piraeus',
  HKHKG: 'Hong Kong',
  IDJKT: 'Jakarta',
  INNSA: 'Nhava Sheva',
  ITGOA: 'Genova',
  JPTYO: 'Tokyo',
  JPYOK: 'Yokohama',
  KRPUS: 'Busan',
  MYPKG: 'Port Klang',
  NLAMS: 'Amsterdam',
  NLRTM: 'Rotterdam',
  NLUTC: 'Utrecht',
  SGSIN: 'Singapore',
  THLCH: 'Laem Chabang',
  TWKHH: 'Kaohsiung',
  USLAX: 'Los Angeles',
  USLGB: 'Long Beach',
  USNYC: 'New York',
  USSAV: 'Savannah',
  VNSGN: 'Ho Chi Minh City',
  ZADUR: 'Durban',
}

/** A place by its code as it is printed, `Rotterdam (NLRTM)`. */
export function placeName(code: string): string {
  const name = Object.hasOwn(PLACES, code) ? PLACES[code] : undefined
  return name === undefined ? code : `${name} (${code})`
}

const COUNTRIES: Readonly<Record<string, Label>> = Object.fromEntries(
  (
    [
      ['AE', 'United Arab Emirates', '阿联酋'],
      ['AR', 'Argentina', '阿根廷'],
      ['AT', 'Austria', '奥地利'],
      ['AU', 'Australia', '澳大利亚'],
      ['BE', 'Belgium', '比利时'],
      ['BR', 'Brazil', '巴西'],
      ['CA', 'Canada', '加拿大'],
      ['CH', 'Switzerland', '瑞士'],
      ['CL', 'Chile', '智利'],
      ['CN', 'China', '中国'],
      ['DE', 'Germany', '德国'],
      ['DK', 'Denmark', '丹麦'],
      ['EG', 'Egypt', '埃及'],
      ['ES', 'Spain', '西班牙'],
      ['FI', 'Finland', '芬兰'],
      ['FR', 'France', '法国'],
      ['GB', 'United Kingdom', '英国'],
      ['GR', 'Greece', '希腊'],
      ['HK', 'Hong Kong, China', '中国香港'],
      ['ID', 'Indonesia', '印度尼西亚'],
      ['IE', 'Ireland', '爱尔兰'],
      ['IN', 'India', '印度'],
      ['IT', 'Italy', '意大利'],
      ['JP', 'Japan', '日本'],
      ['KE', 'Kenya', '肯尼亚'],
      ['KR', 'Korea, Republic of', '韩国'],
      ['MX', 'Mexico', '墨西哥'],
      ['MY', 'Malaysia', '马来西亚'],
      ['NG', 'Nigeria', '尼日利亚'],
      ['NL', 'Netherlands', '荷兰'],
      ['NO', 'Norway', '挪威'],
      ['NZ', 'New Zealand', '新西兰'],
      ['PH', 'Philippines', '菲律宾'],
      ['PK', 'Pakistan', '巴基斯坦'],
      ['PL', 'Poland', '波兰'],
      ['PT', 'Portugal', '葡萄牙'],
      ['SA', 'Saudi Arabia', '沙特阿拉伯'],
      ['SE', 'Sweden', '瑞典'],
      ['SG', 'Singapore', '新加坡'],
      ['TH', 'Thailand', '泰国'],
      ['TR', 'Türkiye', '土耳其'],
      ['US', 'United States of America', '美国'],
      ['VN', 'Viet Nam', '越南'],
      ['ZA', 'South Africa', '南非'],
    ] as const
  ).map(([code, en, zh]) => [code, label(en, zh)]),
)

/** A country by its ISO 3166-1 code as an address shows it; a code that is not here is printed alone. */
export function countryName(code: string): Label {
  return (Object.hasOwn(COUNTRIES, code) ? COUNTRIES[code] : undefined) ?? label(code, code)
}
