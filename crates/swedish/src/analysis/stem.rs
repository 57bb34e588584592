//! What is left of a word when its endings are off: by Snowball's rules, and by lighter ones of care's own words that Snowball parts
//! (plats and platser, boende and boendet).

use frostem::{Algorithm, Stemmer};

/// Endings of definite forms, plurals and of what is made of verbs and adjectives, the longest first.
const ENDINGS: [&str; 31] = [
    "ingarnas", "heternas", "ingarna", "heterna", "ingens", "ningen", "ingen", "ingar", "heten", "heter",
    "arnas", "ernas", "ornas", "arna", "erna", "orna", "aren", "ares", "hets", "ing", "het", "are", "ena",
    "ets", "ens", "en", "et", "er", "ar", "or", "an",
];
/// Endings that are not taken off but changed: adjectives in their neuter form, and the definite form after ö.
const CHANGED: [(&str, &str); 7] = [
    ("bart", "bar"),
    ("igt", "ig"),
    ("alt", "al"),
    ("skt", "sk"),
    ("ivt", "iv"),
    ("skilt", "skild"),
    ("ön", "ö"),
];
/// The fewest letters that are left of a word.
const FEWEST: usize = 3;
/// The fewest that are left where an ending changes what kind of word it is.
const FEWEST_MADE: usize = 4;

/// What is left of a word, which is lower case: one stem, or two where the rules differ.
pub fn stems(word: &str) -> Vec<String> {
    let snowball = Stemmer::new(Algorithm::Swedish).stem(word).into_owned();
    let light = light(word);
    if light == snowball { vec![light] } else { vec![light, snowball] }
}

/// What is left by the lighter rules.
pub fn light(word: &str) -> String {
    if !word.chars().all(char::is_alphabetic) {
        return word.to_owned();
    }
    for (ending, instead) in CHANGED {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.chars().count() >= FEWEST - 1
        {
            return format!("{rest}{instead}");
        }
    }
    let found = ENDINGS.iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        // Mentor, faktor and sektor are no plurals.
        if *ending == "or" && rest.ends_with('t') {
            return None;
        }
        let makes = ending.starts_with("ing")
            || ending.starts_with("het")
            || ending.starts_with("are")
            || ending.len() > 3
            || ending.ends_with("ns")
            || ending.ends_with("ts");
        let fewest = if makes { FEWEST_MADE } else { FEWEST };
        (rest.chars().count() >= fewest && has_vowel(rest)).then_some(rest)
    });
    let stem = found.unwrap_or(word);
    let stem = match stem.strip_suffix(['a', 'e']) {
        Some(rest) if rest.chars().count() > FEWEST && has_vowel(rest) => rest,
        _ => stem,
    };
    match stem.strip_suffix('s') {
        Some(rest) if rest.chars().count() > FEWEST && !rest.ends_with('s') => rest.to_owned(),
        _ => stem.to_owned(),
    }
}

fn has_vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for (one, other) in [
            ("plats", "platser"),
            ("plats", "platsen"),
            ("boende", "boendet"),
            ("boende", "boenden"),
            ("boende", "boendena"),
            ("arbetsmiljö", "arbetsmiljön"),
            ("digital", "digitalt"),
            ("digital", "digitala"),
            ("trygghetslarm", "trygghetslarmet"),
            ("kommun", "kommunerna"),
            ("kommun", "kommunens"),
            ("undersköterska", "undersköterskorna"),
            ("brukare", "brukarna"),
            ("brukare", "brukarens"),
            ("samordnare", "samordning"),
            ("studie", "studierna"),
            ("natt", "nätter"),
            ("anhörig", "anhöriga"),
            ("fall", "fallen"),
            ("kamera", "kameror"),
            ("kamera", "kamerorna"),
            ("effektiv", "effektivt"),
            ("nyckel", "nycklar"),
            ("demens", "demensen"),
            ("lön", "löner"),
            ("mentor", "mentorer"),
            ("automat", "automaten"),
            ("hembesök", "hembesöken"),
            ("insats", "insatserna"),
            ("rutin", "rutinerna"),
        ] {
            let (one_stems, others) = (stems(one), stems(other));
            let meet = one_stems.iter().any(|stem| others.contains(stem));
            // Vowels and letters that change within are for the list of words that mean the same.
            let changes_within = ["nätter", "nycklar"].contains(&other);
            assert_eq!(meet, !changes_within, "{one} {one_stems:?} {other} {others:?}");
        }
    }

    #[test]
    fn words_that_only_look_alike_do_not() {
        for (one, other) in
            [("fall", "fast"), ("vård", "värd"), ("hem", "hamn"), ("lås", "läs"), ("natt", "nät")]
        {
            let others = stems(other);
            assert!(!stems(one).iter().any(|stem| others.contains(stem)), "{one} {other}");
        }
    }
}
