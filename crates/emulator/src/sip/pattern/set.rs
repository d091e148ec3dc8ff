//! Sets of characters, as far as they are ASCII.

use super::Malformed;

/// ASCII characters of a set, a bit each. No number has any other character of a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set(u128);

impl Set {
    /// `.`: everything but a line feed.
    pub(super) fn dot() -> Self {
        Self::range(b'\n'.into(), b'\n'.into()).complement()
    }

    /// The characters from `first` to `last`, which are UTF-16 units.
    pub(super) fn range(first: u16, last: u16) -> Self {
        (first..=last.min(127)).fold(Self::default(), |set, unit| Self(set.0 | 1 << unit))
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn complement(self) -> Self {
        Self(!self.0)
    }

    pub(super) fn contains(self, byte: u8) -> bool {
        byte < 128 && self.0 & (1 << byte) != 0
    }

    fn of(test: impl Fn(u8) -> bool) -> Self {
        (0..128)
            .filter(|byte| test(*byte))
            .fold(Self::default(), |set, byte| Self(set.0 | 1 << byte))
    }

    fn any_of(text: &str) -> Self {
        Self::of(|byte| text.as_bytes().contains(&byte))
    }

    /// Returns the set that the letter after a backslash stands for.
    pub(super) fn shorthand(letter: char) -> Option<Self> {
        let set = match letter.to_ascii_lowercase() {
            'd' => Self::of(|byte| byte.is_ascii_digit()),
            'w' => Self::of(is_word),
            's' => Self::any_of("\t\n\u{B}\u{C}\r "),
            _ => return None,
        };
        Some(set.complement_if(letter.is_ascii_uppercase()))
    }

    pub(super) fn complement_if(self, negated: bool) -> Self {
        if negated { self.complement() } else { self }
    }

    /// Returns the set that a name in `\p{…}` stands for: a category of characters, or a block of Unicode.
    pub(super) fn property(name: &str) -> Result<Self, Malformed> {
        Ok(match name {
            "Lu" => Self::of(|byte| byte.is_ascii_uppercase()),
            "Ll" => Self::of(|byte| byte.is_ascii_lowercase()),
            "L" => Self::of(|byte| byte.is_ascii_alphabetic()),
            "N" | "Nd" => Self::of(|byte| byte.is_ascii_digit()),
            "Pc" => Self::any_of("_"),
            "Pd" => Self::any_of("-"),
            "Ps" => Self::any_of("([{"),
            "Pe" => Self::any_of(")]}"),
            "Po" => Self::any_of("!\"#%&'*,./:;?@\\"),
            "P" => Self::any_of("_-([{)]}!\"#%&'*,./:;?@\\"),
            "Sm" => Self::any_of("+<=>|~"),
            "Sc" => Self::any_of("$"),
            "Sk" => Self::any_of("^`"),
            "S" => Self::any_of("+<=>|~$^`"),
            "Z" | "Zs" => Self::any_of(" "),
            "C" | "Cc" => Self::of(|byte| byte.is_ascii_control()),
            "Lt" | "Lm" | "Lo" | "M" | "Mn" | "Mc" | "Me" | "Nl" | "No" | "Pi" | "Pf" | "So"
            | "Zl" | "Zp" | "Cf" | "Cs" | "Co" | "Cn" => Self::default(),
            "IsBasicLatin" => Self::of(|_| true),
            other if is_block(other) => Self::default(),
            _ => return Err(Malformed),
        })
    }
}

/// Returns true if a byte of a number is part of a word.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_block(name: &str) -> bool {
    name.strip_prefix("Is")
        .is_some_and(|it| BLOCKS.split_whitespace().any(|block| block == it))
}

/// The blocks that .NET knows by name, each after `Is`, without the one that is ASCII.
const BLOCKS: &str = "AlphabeticPresentationForms Arabic ArabicPresentationForms-A \
    ArabicPresentationForms-B Armenian Arrows Bengali BlockElements Bopomofo BopomofoExtended \
    BoxDrawing BraillePatterns Buhid CJKCompatibility CJKCompatibilityForms \
    CJKCompatibilityIdeographs CJKRadicalsSupplement CJKSymbolsandPunctuation \
    CJKUnifiedIdeographs CJKUnifiedIdeographsExtensionA Cherokee CombiningDiacriticalMarks \
    CombiningDiacriticalMarksforSymbols CombiningHalfMarks CombiningMarksforSymbols \
    ControlPictures CurrencySymbols Cyrillic CyrillicSupplement Devanagari Dingbats \
    EnclosedAlphanumerics EnclosedCJKLettersandMonths Ethiopic GeneralPunctuation GeometricShapes \
    Georgian Greek GreekExtended GreekandCoptic Gujarati Gurmukhi HalfwidthandFullwidthForms \
    HangulCompatibilityJamo HangulJamo HangulSyllables Hanunoo Hebrew HighPrivateUseSurrogates \
    HighSurrogates Hiragana IPAExtensions IdeographicDescriptionCharacters Kanbun KangxiRadicals \
    Kannada Katakana KatakanaPhoneticExtensions Khmer KhmerSymbols Lao Latin-1Supplement \
    LatinExtended-A LatinExtended-B LatinExtendedAdditional LetterlikeSymbols Limbu LowSurrogates \
    Malayalam MathematicalOperators MiscellaneousMathematicalSymbols-A \
    MiscellaneousMathematicalSymbols-B MiscellaneousSymbols MiscellaneousSymbolsandArrows \
    MiscellaneousTechnical Mongolian Myanmar NumberForms Ogham OpticalCharacterRecognition Oriya \
    PhoneticExtensions PrivateUse PrivateUseArea Runic Sinhala SmallFormVariants \
    SpacingModifierLetters Specials SuperscriptsandSubscripts SupplementalArrows-A \
    SupplementalArrows-B SupplementalMathematicalOperators Syriac Tagalog Tagbanwa TaiLe Tamil \
    Telugu Thaana Thai Tibetan UnifiedCanadianAboriginalSyllabics VariationSelectors YiRadicals \
    YiSyllables YijingHexagramSymbols";
