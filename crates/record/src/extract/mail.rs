//! Mail: headers, the text that is meant to be read, and what is attached.

use detente_syntax::diagnostic::Diagnostic;
use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

use super::{Article, Extracted, File, Kind, html, limits, shown};
use crate::codes;
use crate::metadata::Metadata;

pub(super) fn read(mut file: File<'_>, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    let mail = mailparse::parse_mail(bytes).map_err(|error| {
        file.refuse(codes::DAMAGED_DOCUMENT, &format!("it cannot be read as a mail: {error}"))
    })?;
    if mail.headers.is_empty() {
        return Err(file.refuse(codes::DAMAGED_DOCUMENT, "it has no headers and is no mail"));
    }
    let mut metadata = Metadata::default();
    let header = |name: &str| mail.headers.get_first_value(name);
    if let Some(subject) = header("Subject") {
        metadata.set_title(&subject);
    }
    if let Some(from) = header("From") {
        metadata.add_author(&person(&from));
    }
    if let Some(date) = header("Date") {
        match jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(&date) {
            Ok(moment) => metadata.set_date(&moment.date().to_string()),
            Err(_) => metadata.set_date(&date),
        }
    }
    let text = body(&mut file, &mail)?;
    Ok(file.done(Kind::Mail, vec![Article { text, metadata }]))
}

/// `"A. Writer" <a@example.org>` by the name, where one is given.
fn person(from: &str) -> String {
    let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"');
    if name.is_empty() { from.trim_matches(['<', '>', ' ']).to_owned() } else { name.to_owned() }
}

/// The readable parts in their order. Of alternatives, the plain one.
fn body(file: &mut File<'_>, mail: &ParsedMail<'_>) -> Result<String, Box<Diagnostic>> {
    let mut text = String::new();
    // Parts still to be read, the next one last. The parser bounds their depth.
    let mut parts = vec![mail];
    while let Some(part) = parts.pop() {
        let kind = part.ctype.mimetype.as_str();
        if kind == "multipart/alternative" {
            parts.extend(preferred(part));
        } else if kind.starts_with("multipart/") {
            parts.extend(part.subparts.iter().rev());
        } else if is_attached(part) || !matches!(kind, "text/plain" | "text/html") {
            let size = part.get_body_raw().map_or(0, |body| body.len());
            let name = attachment_name(part).unwrap_or_else(|| "without a name".to_owned());
            let what = format!("the attachment {} ({}, {size} bytes) is not read", shown(&name), shown(kind));
            file.warn(codes::ATTACHMENT, &what);
        } else {
            let bytes = part.get_body_raw().map_err(|error| {
                file.refuse(
                    codes::DAMAGED_DOCUMENT,
                    &format!("a part of the mail cannot be decoded: {error}"),
                )
            })?;
            let declared = part.ctype.params.get("charset").map(String::as_str);
            let part = match kind {
                "text/html" => html::text_of_part(file, &bytes, declared)?,
                _ => file.decode(&bytes, declared)?,
            };
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&part);
            if text.len() > limits::TEXT {
                return Err(super::too_large(file.name, text.len() as u64, Kind::Text));
            }
        }
    }
    Ok(text)
}

/// Plain text where an alternative holds any, otherwise what comes last, which is the richest.
fn preferred<'a, 'm>(part: &'a ParsedMail<'m>) -> Option<&'a ParsedMail<'m>> {
    let plain = |each: &&ParsedMail<'_>| {
        each.ctype.mimetype == "text/plain"
            && each.get_body_raw().is_ok_and(|body| body.iter().any(|byte| !byte.is_ascii_whitespace()))
    };
    part.subparts.iter().find(plain).or(part.subparts.last())
}

fn is_attached(part: &ParsedMail<'_>) -> bool {
    let disposition = part.get_content_disposition();
    disposition.disposition == DispositionType::Attachment || disposition.params.contains_key("filename")
}

fn attachment_name(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    disposition.params.get("filename").or_else(|| part.ctype.params.get("name")).cloned()
}

#[cfg(test)]
mod tests {
    use super::super::extract;
    use crate::codes;

    const MAIL: &str = "From: \"Ann Writer\" <ann@example.org>\r\nSubject: =?utf-8?Q?The_h=C3=A4rbour?=\r\n\
Date: Thu, 20 Jun 2024 23:30:00 -0400\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n\
--outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n\
--inner\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
They met in Z=FCrich and agreed =\r\non nothing.\r\n\
--inner\r\nContent-Type: text/html\r\n\r\n<p>They met</p>\r\n--inner--\r\n\
--outer\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nU2Vjb25kIHBhcnQu\r\n\
--outer\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\nContent-Disposition: attachment; filename=\"../../a.pdf\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--outer--\r\n";

    #[test]
    fn reads_headers_parts_and_lists_attachments() {
        let extracted = extract("a.eml", MAIL.as_bytes()).expect("read");
        let article = &extracted.articles[0];
        assert_eq!(article.metadata.title.as_deref(), Some("The härbour"));
        assert_eq!(article.metadata.author, ["Ann Writer"]);
        let date = article.metadata.date.as_ref().map(ToString::to_string);
        assert_eq!(date.as_deref(), Some("2024-06-20"), "the day of the sender");
        assert_eq!(article.text, "They met in Zürich and agreed on nothing.\n\nSecond part.");
        let warnings: Vec<_> =
            extracted.warnings.iter().map(|each| (each.code, each.message.as_str())).collect();
        assert_eq!(
            warnings,
            [(codes::ATTACHMENT, "a.eml: the attachment ../../a.pdf (application/pdf, 3 bytes) is not read")]
        );
    }

    #[test]
    fn html_alone_is_read_as_text_and_noise_is_refused() {
        let mail = "Subject: S\n\nplain";
        assert_eq!(extract("a.eml", mail.as_bytes()).expect("read").articles[0].text, "plain");
        let mail = "Subject: S\nContent-Type: text/html\n\n<p>One&nbsp;two</p><p>three</p>";
        assert_eq!(
            extract("a.eml", mail.as_bytes()).expect("read").articles[0].text,
            "One\u{a0}two\n\nthree"
        );
        assert!(extract("a.eml", b"").is_err());
        assert!(extract("a.eml", b"\0\x01\x02").is_err());
    }
}
