/**
 * Large cities under the names that English, Spanish and French give them, and a few abbreviations. Data only, in
 * ASCII. A line is one city, its names divided by commas; the first stands for all.
 */
const CITIES = `
algiers, alger, argel
antwerp, antwerpen, anvers, amberes
athens, athina, athenes, atenas
barcelona, barcelone, bcn
basel, bale, basilea, basle
beijing, peking, pekin
belgrade, beograd, belgrado
bern, berne, berna
bogota, santa fe de bogota
bordeaux, burdeos
brussels, bruxelles, bruselas, brussel
bucharest, bucuresti, bucarest
buenos aires, caba, capital federal
cairo, le caire, el cairo, al qahirah
cape town, le cap, ciudad del cabo, kaapstad
casablanca, dar el beida
cologne, koln, koeln, colonia
copenhagen, kobenhavn, koebenhavn, copenhague
damascus, damas, damasco
dublin, baile atha cliath
dusseldorf, duesseldorf
edinburgh, edimbourg, edimburgo
florence, firenze, florencia
frankfurt, frankfurt am main, francfort
geneva, geneve, ginebra, genf
ghent, gent, gand, gante
hamburg, hambourg, hamburgo
havana, la havane, la habana, habana
istanbul, estambul
jerusalem, yerushalayim, al quds
kyiv, kiev
lisbon, lisboa, lisbonne
london, londres
los angeles, la, l a
luxembourg, luxemburgo, luxemburg
lyon, lyons
marseille, marseilles, marsella
mexico city, ciudad de mexico, cdmx, mexico df, mexico d f, mexico
milan, milano
moscow, moskva, moscou, moscu
mumbai, bombay
munich, munchen, muenchen
naples, napoli, napoles
new york, new york city, nyc, nueva york
nuremberg, nurnberg, nuernberg
prague, praha, praga
quebec, quebec city
rio de janeiro, rio
rome, roma
saint petersburg, sankt peterburg, saint petersbourg, san petersburgo
san francisco, sf, s f
seville, sevilla
stockholm, estocolmo
strasbourg, strassburg, estrasburgo
the hague, den haag, s gravenhage, la haye, la haya
tokyo, tokio
turin, torino
venice, venezia, venise, venecia
vienna, wien, vienne autriche, viena
warsaw, warszawa, varsovie, varsovia
washington, washington dc, washington d c
zurich, zuerich
`;

const REPRESENTATIVES = new Map(
  CITIES.trim()
    .split("\n")
    .map((line) => line.split(", "))
    .flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)),
);

/** The one name of a large city, by any of its names; undefined when it is not listed. */
export function representativeCity(name: string): string | undefined {
  return REPRESENTATIVES.get(name);
}
