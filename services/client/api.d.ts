/** Made from /openapi.json by openapi-typescript (test/unit/client/generated.test.ts): not to be changed by hand. */
export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in; the answer sets the session cookie */
        post: operations["postSession"];
        /** Log out; the session's secret opens nothing afterwards */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am and what I may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How I show once more who I am, and until when the last time holds */
        get: operations["getSessionConfirmation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show with the password once more who I am; dangerous acts ask for it */
        post: operations["postSessionConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My API tokens, without their secrets */
        get: operations["getMeTokens"];
        put?: never;
        /** A new API token with my permissions; shown once */
        post: operations["postMeTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of my tokens */
        delete: operations["deleteMeTokensId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this house is and which keys to pin */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/root.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agency's root certificate */
        get: operations["getRootPem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am logged in, used last first */
        get: operations["getMeSessions"];
        put?: never;
        post?: never;
        /** End all my log-ins but this one; my API tokens stay */
        delete: operations["deleteMeSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my log-ins, and what is being sent to it; my API tokens stay */
        delete: operations["deleteMeSessionsSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an account is logged in, used last first */
        get: operations["getUsersIdSessions"];
        put?: never;
        post?: never;
        /** End all log-ins of an account; its API tokens stay */
        delete: operations["deleteUsersIdSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one log-in of an account, and what is being sent to it; its API tokens stay */
        delete: operations["deleteUsersIdSessionsSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API tokens of all accounts, without their secrets, the newest first */
        get: operations["getTokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a token of whomever, who sees by whom and why; one that is over stays as it is */
        delete: operations["deleteTokensId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items, newest arrival first */
        get: operations["getItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item with everything known about it */
        get: operations["getItemsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/custody": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened to it, oldest first, and whether the chain holds */
        get: operations["getItemsIdCustody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/custody/{index}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one of these events stands in the ledger, with its proof */
        get: operations["getItemsIdCustodyIndexProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/custody.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custody records exactly as they are hashed, one a line */
        get: operations["getItemsIdCustodyTxt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/custody.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as custody.txt, as lines of JSON */
        get: operations["getItemsIdCustodyJsonl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/custody.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custody records as a table */
        get: operations["getItemsIdCustodyCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/custody.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custody records to print, in Chinese and English, with the ledger's entries */
        get: operations["getItemsIdCustodyPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each check with its verdict; bytes=read hashes the whole original anew */
        get: operations["getItemsIdVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items that are found by words and filters, newest arrival first */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How what is found is spread over stages, verdicts, terms, devices, cases, activities */
        get: operations["getSearchFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would be found without each part of a question */
        get: operations["getSearchHints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The searches that I saved, by name */
        get: operations["getMeSearches"];
        put?: never;
        /** Save a search for myself; it takes the place of the one of that name */
        post: operations["postMeSearches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove one of mine */
        delete: operations["deleteMeSearchesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/put-away": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which panels of the page I put away, in whatever browser */
        get: operations["getMePutAway"];
        put?: never;
        /** Put a panel of the page away for myself, or call it back */
        post: operations["postMePutAway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The original, byte for byte; one Range at a time */
        get: operations["getItemsIdOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/derivatives/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The viewing copy, the poster, the storyboard or the wave form (`.dat` of audiowaveform); one Range at a time */
        get: operations["getItemsIdDerivativesKind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/derivatives/viewing/playlist.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The viewing copy as an HLS playlist of byte ranges of one file; no picture is in it */
        get: operations["getItemsIdDerivativesViewingPlaylistM3u8"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/derivatives/viewing/stream.mp4": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The viewing copy in fragments, as its playlist tells them; one Range at a time */
        get: operations["getItemsIdDerivativesViewingStreamMp4"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/track.geojson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** GeoJSON: the positions that a recording tells inside, or a GPX or NMEA file, with times and gaps; the place of a photograph */
        get: operations["getItemsIdTrackGeojson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/storyboard.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WebVTT: which part of the storyboard shows which moment; no picture is in it */
        get: operations["getItemsIdStoryboardVtt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/chapters.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WebVTT chapters: the markers that stand and what was marked while it was recorded live, each until the next one; in both languages */
        get: operations["getItemsIdChaptersVtt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/session-marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was marked in its session while an item was recorded live, and where it stands */
        get: operations["getItemsIdSessionMarks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/neighbours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the same recorder recorded before and after an item in its session, and for how long nothing between */
        get: operations["getItemsIdNeighbours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/viewing-copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The viewing copy is wanted now: it is made before all others */
        post: operations["postItemsIdViewingCopy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/derivatives/{kind}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The manifest of a file made from the original, exactly as it was signed */
        get: operations["getItemsIdDerivativesKindManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/derivatives/{kind}/manifest.p7s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The detached CMS signature over that manifest (DER) */
        get: operations["getItemsIdDerivativesKindManifestP7s"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The manifest, exactly as it was signed */
        get: operations["getItemsIdManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/manifest.p7s": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The detached CMS signature over the manifest (DER) */
        get: operations["getItemsIdManifestP7s"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The receipt that the device gets */
        get: operations["getItemsIdReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take cases or their parties over from a CSV table: all of it or nothing, with everything that is wrong by line */
        post: operations["postCasesImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a case system tells of one case, by its number: opened where it is not here; the same message twice changes nothing */
        post: operations["postCasesMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The systems that tell of cases, when each was heard last, and whether they fell silent */
        get: operations["getCasesSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases, newest first */
        get: operations["getCases"];
        put?: never;
        /** Open a case */
        post: operations["postCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case with what is known of it; names of parties for those who hold parties:see */
        get: operations["getCasesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell more of a case, or correct it with a reason; what stood there stays on record */
        post: operations["postCasesIdChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who told and corrected what of this case, newest first */
        get: operations["getCasesIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link an item; linking twice changes nothing */
        post: operations["postCasesIdItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a link, with the reason; the link stays in the record */
        delete: operations["deleteCasesIdItemsItemId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of a case: its entries in order, and the versions that were sealed */
        get: operations["getCasesIdFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/file/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sealed version: its exact text, signature and place in the ledger */
        get: operations["getCasesIdFileVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/file/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Order the file: these entries, numbered through as they stand here */
        post: operations["postCasesIdFileOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/file/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Seal the file as it stands at this revision; a version is never unsealed */
        post: operations["postCasesIdFileSeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the case needs legal review, how it stands, and its rounds */
        get: operations["getCasesIdLegalReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report on legality and sufficiency as it would be now, by what you may know of; nothing is kept */
        get: operations["getCasesIdLegalReviewReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit the case as it is now: the text is frozen, signed, and told to the ledger */
        post: operations["postCasesIdLegalReviewRounds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds/{round}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One round: submission and opinion as exact texts, and what changed since the one before */
        get: operations["getCasesIdLegalReviewRoundsRound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds/{round}/opinion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the opinion on a round, by somebody who neither submitted nor handled the case */
        post: operations["postCasesIdLegalReviewRoundsRoundOpinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds/{round}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The handling unit's own signature on a submission; the same one again answers 200 */
        post: operations["postCasesIdLegalReviewRoundsRoundSignature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds/{round}/report.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a round, with the opinion on it where it was given (JSON) */
        get: operations["getCasesIdLegalReviewRoundsRoundReportJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds/{round}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a round, with the opinion on it where it was given (CSV) */
        get: operations["getCasesIdLegalReviewRoundsRoundReportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/legal-review/rounds/{round}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a round, with the opinion on it where it was given (PDF) */
        get: operations["getCasesIdLegalReviewRoundsRoundReportPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/legal-reviews/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases that need legal review and were never submitted, newest first */
        get: operations["getLegalReviewsMissing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/legal-reviews/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rounds that wait for their opinion, oldest first */
        get: operations["getLegalReviewsWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Holds, newest first */
        get: operations["getHolds"];
        put?: never;
        /** Place a hold, with the decision that orders it */
        post: operations["postHolds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came into a hold so far, newest arrival first */
        get: operations["getHoldsIdItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The decision that a hold rests on */
        get: operations["getHoldsIdDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the store holds every object of an item, as it was read back */
        get: operations["getItemsIdHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is still needed: set the next day of review */
        post: operations["postHoldsIdReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release a hold that another person placed */
        post: operations["postHoldsIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items whose shortest term of keeping is over, and what stands against the end of each */
        get: operations["getDisposalDue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches on their way to disposal, and those that are over; newest first */
        get: operations["getDisposalBatches"];
        put?: never;
        /** Propose that items end; the list is frozen, and its notice begins */
        post: operations["postDisposalBatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One batch: each item with what stands against it, and the exact texts */
        get: operations["getDisposalBatchesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches/{id}/certificate/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of the certificate: certificate.json is signed, and names the digest of each other */
        get: operations["getDisposalBatchesIdCertificateName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches/{id}/appraisal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say of each item, after the notice, whether it is destroyed or kept, and why */
        post: operations["postDisposalBatchesIdAppraisal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve the very text that was appraised; it takes two people at least who did neither act */
        post: operations["postDisposalBatchesIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a batch; what is not destroyed by then is kept */
        post: operations["postDisposalBatchesIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/disposal/batches/{id}/grace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prolong the grace of a batch, as far as its rule allows */
        post: operations["postDisposalBatchesIdGrace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recording sessions, newest first */
        get: operations["getRecordingSessions"];
        put?: never;
        /** Open a session */
        post: operations["postRecordingSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session: its facts, its recordings, and whether its record is complete, with reasons */
        get: operations["getRecordingSessionsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who told and changed what of this session, newest first */
        get: operations["getRecordingSessionsIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/completeness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the record of a case is complete, by its sessions, with reasons in both languages */
        get: operations["getCasesIdCompleteness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who recorded when in this case, with the clocks, pauses, markers and records */
        get: operations["getCasesIdLine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell more of a session or correct it; what stood there stays on record */
        post: operations["postRecordingSessionsIdChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that an item is of this session; saying it twice changes nothing */
        post: operations["postRecordingSessionsIdItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an item out of this session, with the reason; that it was of it stays on record */
        delete: operations["deleteRecordingSessionsIdItemsItemId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions that are recorded now, or were and are not closed yet, newest first */
        get: operations["getLiveSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session while it is recorded: its state, channels, takes, holes, and what happened */
        get: operations["getRecordingSessionsIdLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a camera or microphone of the room, to which its device pushes at /live/<channel>/ */
        post: operations["postRecordingSessionsIdLiveChannels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start, pause, resume or stop it; doing again what is done changes nothing */
        post: operations["postRecordingSessionsIdLiveActs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/markers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark what happens now, or that it was announced */
        post: operations["postRecordingSessionsIdLiveMarkers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what a live session is looked at for; answers the addresses of its playlists, which go on as its recording */
        post: operations["postRecordingSessionsIdLiveWatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/watches/{watchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playlists of a session for one watch, with what is not in them */
        get: operations["getRecordingSessionsIdLiveWatchesWatchId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/watches/{watchId}/channels/{channelId}/index.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playlist over the tracks of a channel */
        get: operations["getRecordingSessionsIdLiveWatchesWatchIdChannelsChannelIdIndexM3u8"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/watches/{watchId}/channels/{channelId}/tracks/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playlist of one track over all its takes, by ranges of their bytes; it grows while the session runs */
        get: operations["getRecordingSessionsIdLiveWatchesWatchIdChannelsChannelIdTracksFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/watches/{watchId}/channels/{channelId}/takes/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bytes of one take, while it runs and once it is an item; one Range at a time, each recorded as what was watched */
        get: operations["getRecordingSessionsIdLiveWatchesWatchIdChannelsChannelIdTakesFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed lists of a session that is over: which there are */
        get: operations["getRecordingSessionsIdLiveLists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/lists/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exact text of a list, its signature, and its proof in the ledger */
        get: operations["getRecordingSessionsIdLiveListsNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/channels/{channelId}/heads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Heads of a channel's chain, newest first, each with its signature and proof */
        get: operations["getRecordingSessionsIdLiveChannelsChannelIdHeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/channels/{channelId}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Links of a channel's chain, a line of strict JSON each: what a list gives the digest of */
        get: operations["getRecordingSessionsIdLiveChannelsChannelIdLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/channels/{channelId}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Segments of a channel by pages, in the order of its chain */
        get: operations["getRecordingSessionsIdLiveChannelsChannelIdSegments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/live/joined": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recordings that were asked for of a session, newest first, and how far each is */
        get: operations["getRecordingSessionsIdLiveJoined"];
        put?: never;
        /** Have the takes of one track of a session that is over made one recording, without coding them anew */
        post: operations["postRecordingSessionsIdLiveJoined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/excerpt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a part of a sealed recording made one of its own: as it is, or coded anew */
        post: operations["postItemsIdExcerpt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/redacted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have parts of the picture and of the sound of a sealed recording hidden, and proved gone */
        post: operations["postItemsIdRedacted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/still": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have one picture of a sealed recording made an item of its own, with what it takes to find it again */
        post: operations["postItemsIdStill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/rebuilt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a sealed recording that lost its index given a new one, by the help of a sound one of the same device */
        post: operations["postItemsIdRebuilt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/labelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a copy of a sealed recording with lines, running clocks or subtitles in its picture */
        post: operations["postItemsIdLabelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the words of a sealed recording heard by an installed program, as a text that says nobody checked it */
        post: operations["postItemsIdTranscript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/moment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a moment of a recording is cited: the item, its original's digest, the time, the page that opens there, and with a purpose stated the picture's digest, if somebody cited it */
        get: operations["getItemsIdMoment"];
        put?: never;
        /** Cite a moment of a sealed recording: the digest of the picture that stands there is made, once for all who cite it */
        post: operations["postItemsIdMoment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/derived/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a recording is that was asked for, and how it was made */
        get: operations["getDerivedId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/derivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an item was made of, and what was made of it */
        get: operations["getItemsIdDerivation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people noted on this item, in the order they did; what was taken back too */
        get: operations["getItemsIdAnnotations"];
        put?: never;
        /** Mark a moment, or link a written record; where a recording replaces one, key content in words */
        post: operations["postItemsIdAnnotations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/annotations/{annotationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a marker or a link back, with the reason; it stays on record */
        delete: operations["deleteItemsIdAnnotationsAnnotationId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Flags of this item, oldest first; those that were taken back too */
        get: operations["getItemsIdFlags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/item-flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a flag on items, with the reason; all of them or none */
        post: operations["postItemFlags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/item-flags/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a flag back from items, with the reason; what was promised stays promised */
        post: operations["postItemFlagsEndings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was told of the conditions that its retention waits for; a correction is told anew */
        get: operations["getItemsIdConditions"];
        put?: never;
        /** Tell that a condition has come about, or that it has not; nothing promised gets shorter */
        post: operations["postItemsIdConditions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was told of the conditions that its retention waits for; a correction is told anew */
        get: operations["getCasesIdConditions"];
        put?: never;
        /** Tell that a condition has come about, or that it has not; nothing promised gets shorter */
        post: operations["postCasesIdConditions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often this item was kept longer because somebody asked, and who may ask again */
        get: operations["getItemsIdExtensions"];
        put?: never;
        /** Keep an item longer, as its subject or the agency asks; nothing gets shorter by it */
        post: operations["postItemsIdExtensions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of everything that belongs to a case now, as far as you may know of it */
        post: operations["postCasesIdExtensions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same of everything that is of a recording session now */
        post: operations["postRecordingSessionsIdExtensions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/retention/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items whose last day comes near, soonest first, and who may ask that they stay */
        get: operations["getRetentionEnding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/retention/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items at which somebody has to look whether they are still needed, soonest first */
        get: operations["getRetentionReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/item-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say of items that somebody looked and they are still needed; all of them or none */
        post: operations["postItemReviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Officers, oldest entry first, and whose credential was valid on a day */
        get: operations["getOfficers"];
        put?: never;
        /** Enter an officer with a credential */
        post: operations["postOfficers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/officers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One officer with every credential, and which was valid on a day */
        get: operations["getOfficersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/officers/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter a further credential, or correct an entry; nothing that was entered is changed */
        post: operations["postOfficersIdCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/officers/{id}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which account is this officer's: so the calendar of cameras names officers */
        post: operations["postOfficersIdAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/officers/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take officers over from a CSV table: all of it or nothing, with everything that is wrong by line */
        post: operations["postOfficersImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packages that were asked for, newest first */
        get: operations["getPackages"];
        put?: never;
        /** Ask for a package of these items and their side files; it is prepared apart from this request */
        post: operations["postPackages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a package stands */
        get: operations["getPackagesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packages/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The package as a ZIP; the same bytes each time */
        get: operations["getPackagesIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packages made for somebody outside, newest first; by a watermark or a digest, which one leaked */
        get: operations["getExports"];
        put?: never;
        /** Order a package for a named recipient; it is prepared apart from this request */
        post: operations["postExports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an export stands */
        get: operations["getExportsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the recipient acknowledged by: the signature, or the scanned paper */
        get: operations["getExportsIdAcknowledgement"];
        put?: never;
        /** What the recipient signed, or a scan of the signed paper, which a second person confirms */
        post: operations["postExportsIdAcknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/receipt.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exact text that the recipient signs, in both languages */
        get: operations["getExportsIdReceiptTxt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/receipt.zh-CN.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a sheet to be signed by hand (zh-CN) */
        get: operations["getExportsIdReceiptZhCNPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/receipt.en.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a sheet to be signed by hand (en) */
        get: operations["getExportsIdReceiptEnPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It can be taken out no more; what was taken out is told as that */
        post: operations["postExportsIdWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The scan was compared with the paper, by another person than entered it */
        post: operations["postExportsIdConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices in the register, oldest first */
        get: operations["getDevices"];
        put?: never;
        /** Enter a device; its token is shown once */
        post: operations["postDevices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Retire a device: neither token nor certificate opens anything afterwards; its evidence stays */
        delete: operations["deleteDevicesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts, oldest first */
        get: operations["getUsers"];
        put?: never;
        /** Make an account */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disable an account: sessions, tokens and given access end, what it did stays recorded */
        delete: operations["deleteUsersId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each role may do; what of it is about something hidden, labels still hide */
        get: operations["getRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/door": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the identity provider open an account under a name of its own, or a password again */
        post: operations["postUsersIdDoor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/staff-number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the staff number of an account's person, or take it away: accounts with the same number never count as two people */
        post: operations["postUsersIdStaffNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to accounts, devices, cases and packages, newest first */
        get: operations["getActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions/{index}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one of these actions stands in the ledger, with its proof */
        get: operations["getActionsIndexProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table, oldest first */
        get: operations["getActionsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, one a line, exactly as they are hashed */
        get: operations["getActionsJsonl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same to print, oldest first, in Chinese and English, with the ledger's entries */
        get: operations["getActionsPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person did, or what happened to an item or a case, or what was refused, newest first */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table */
        get: operations["getAuditCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, one entry a line */
        get: operations["getAuditJsonl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Docking visits, newest first */
        get: operations["getBatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a docking visit stands */
        get: operations["getBatchesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The batch receipt, with the dock's own statement; 202 as long as it is on its way */
        get: operations["getBatchesIdReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was set for this device */
        get: operations["getDevicesIdQuota"];
        put?: never;
        /** Set what this device may send; it holds from its next announcement on */
        post: operations["postDevicesIdQuota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/signing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this device signs every recording, and with what */
        get: operations["getDevicesIdSigning"];
        put?: never;
        /** Set what this device signs every recording with; one without is a finding from then on */
        post: operations["postDevicesIdSigning"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who carried this device, everything ever entered, and who had it at a time as known at a time */
        get: operations["getDevicesIdAssignments"];
        put?: never;
        /** Enter who carries this device, or correct an entry; nothing that was entered is changed */
        post: operations["postDevicesIdAssignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its recordings, newest first, with gaps, doubles and clock steps in words */
        get: operations["getDevicesIdChain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every key the house has or had, in the order they came */
        get: operations["getKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/rotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a new key in the place of one in use; it signs within seconds, the old one stays valid */
        post: operations["postKeysRotations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{spkiSha256}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a key that signs manifests; what the ledger held before stays valid */
        post: operations["postKeysSpkiSha256Revocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/enrolment-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a one-time code with which the device enrols; shown once, earlier ones end */
        post: operations["postDevicesIdEnrolmentCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificates of a device, newest first */
        get: operations["getDevicesIdCertificates"];
        put?: never;
        post?: never;
        /** Revoke all certificates of a device, its codes and open requests, at once */
        delete: operations["deleteDevicesIdCertificates"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether a device must show its certificate, or may send its token too */
        post: operations["postDevicesIdProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}/certificates/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one certificate of a device, and all it was renewed by */
        delete: operations["deleteDevicesIdCertificatesSha256"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policy packs that were proposed, newest first, and which one is in force */
        get: operations["getPolicyPacks"];
        put?: never;
        /** Propose a pack, with its publisher's signature or none; another person applies it */
        post: operations["postPolicyPacks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/packs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, with its exact text, the signatures over it, and its place in the ledger */
        get: operations["getPolicyPacksId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/shipped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packs that come with the program; they count for nothing before two people apply one */
        get: operations["getPolicyShipped"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the text of a pack is sound: every fault at once, in both languages; and who signed it */
        post: operations["postPolicyChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/packs/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply a pack that another person proposed; the digest says what was read */
        post: operations["postPolicyPacksIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/packs/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposal back; what is applied stays until a newer pack is */
        post: operations["postPolicyPacksIdWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every label that ever stood on it, oldest first */
        get: operations["getItemsIdLabels"];
        put?: never;
        /** Label it; what the agency may not set is a proposal */
        post: operations["postItemsIdLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/labels/{labelId}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter the authority's decision on a proposal, or what a device said */
        post: operations["postItemsIdLabelsLabelIdConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/labels/{labelId}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it a later end, before it ends */
        post: operations["postItemsIdLabelsLabelIdExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/labels/{labelId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A label was reviewed and stays: what was found, and by when somebody looks again */
        post: operations["postItemsIdLabelsLabelIdReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End it, with the reason; a level takes another person than the one who set it */
        delete: operations["deleteItemsIdLabelsLabelId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every label that ever stood on it, oldest first */
        get: operations["getCasesIdLabels"];
        put?: never;
        /** Label it; what the agency may not set is a proposal */
        post: operations["postCasesIdLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/labels/{labelId}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter the authority's decision on a proposal, or what a device said */
        post: operations["postCasesIdLabelsLabelIdConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/labels/{labelId}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it a later end, before it ends */
        post: operations["postCasesIdLabelsLabelIdExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/labels/{labelId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A label was reviewed and stays: what was found, and by when somebody looks again */
        post: operations["postCasesIdLabelsLabelIdReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End it, with the reason; a level takes another person than the one who set it */
        delete: operations["deleteCasesIdLabelsLabelId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every label that ever stood on it, oldest first */
        get: operations["getRecordingSessionsIdLabels"];
        put?: never;
        /** Label it; what the agency may not set is a proposal */
        post: operations["postRecordingSessionsIdLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/labels/{labelId}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter the authority's decision on a proposal, or what a device said */
        post: operations["postRecordingSessionsIdLabelsLabelIdConfirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/labels/{labelId}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it a later end, before it ends */
        post: operations["postRecordingSessionsIdLabelsLabelIdExtension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/labels/{labelId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A label was reviewed and stays: what was found, and by when somebody looks again */
        post: operations["postRecordingSessionsIdLabelsLabelIdReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recording-sessions/{id}/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End it, with the reason; a level takes another person than the one who set it */
        delete: operations["deleteRecordingSessionsIdLabelsLabelId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrecy/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labels to be reviewed within a month, those that are overdue first */
        get: operations["getSecrecyReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was cleared, for what and until when, also those whose day is past */
        get: operations["getClearances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What somebody is cleared for */
        get: operations["getUsersIdClearance"];
        put?: never;
        /** Clear somebody else, in place of what the role has by itself */
        post: operations["postUsersIdClearance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/clearance/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End what was set for somebody else: from today on the role's own counts again */
        post: operations["postUsersIdClearanceEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is set to this case; none: it is everybody's */
        get: operations["getCasesIdPeople"];
        put?: never;
        /** Set people to this case; officers and reviewers who are not among them see none of it */
        post: operations["postCasesIdPeople"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why somebody may, or may not, see and take out an item */
        get: operations["getAccessExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why I see this item, and whether and for what I may watch it and take it out */
        get: operations["getItemsIdAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every release that was ever proposed of a redacted recording, oldest first */
        get: operations["getItemsIdReleases"];
        put?: never;
        /** Propose that it is released from the secrecy of what it was made of */
        post: operations["postItemsIdReleases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/releases/{releaseId}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release it; another person than the one who proposed it */
        post: operations["postItemsIdReleasesReleaseIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/releases/{releaseId}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what was proposed; another person than the one who proposed it */
        post: operations["postItemsIdReleasesReleaseIdRefusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/items/{id}/releases/{releaseId}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a release back: it is as secret as its sources again */
        post: operations["postItemsIdReleasesReleaseIdRevocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Access that was given, newest first, whether it counts and whether it was opened */
        get: operations["getAccessGrants"];
        put?: never;
        /** Give somebody else access, for one purpose and until a day; labels stand above it */
        post: operations["postAccessGrants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/grants/{id}/narrowing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it end earlier, or open for watching alone; to give more takes another grant */
        post: operations["postAccessGrantsIdNarrowing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take it back; the next request of that person finds nothing */
        delete: operations["deleteAccessGrantsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back all that somebody was given, of what you may know of */
        post: operations["postAccessRevocations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people ask to be given access to, newest first, and what of it their words name */
        get: operations["getAccessRequests"];
        put?: never;
        /** Ask for access to what you know of; the answer is the same whether it is there or not */
        post: operations["postAccessRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/access-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I asked for, how it stands, and what was given, newest first */
        get: operations["getMeAccessRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/access-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw a request of mine that is not decided */
        delete: operations["deleteMeAccessRequestsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/requests/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve what another person asked for, or less: this gives the access */
        post: operations["postAccessRequestsIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/requests/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what another person asked for; whoever asked reads the reason */
        post: operations["postAccessRequestsIdRefusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Partner agencies, newest first: the only ones that anything is shared with */
        get: operations["getPartners"];
        put?: never;
        /** Propose a partner agency; it counts once another person approved it */
        post: operations["postPartners"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a partner that another person proposed */
        post: operations["postPartnersIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a partner: its guests and all that was shared with them end at once */
        delete: operations["deletePartnersId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of partner agencies who have an account here, newest first */
        get: operations["getGuests"];
        put?: never;
        /** Invite a person of a partner; the secret is shown once and opens the account once */
        post: operations["postGuests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/guests/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite a guest again: another secret, and the last opens nothing any more */
        post: operations["postGuestsIdInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/guests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a guest: sessions and all that was shared with them end at once */
        delete: operations["deleteGuestsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Use an invitation: set the password of the account that it names, once */
        post: operations["postInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is shared with people of other agencies, newest first, and who did not open it */
        get: operations["getShares"];
        put?: never;
        /** Ask that a case or items are shared with a guest; it opens once another approved it */
        post: operations["postShares"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One share and how it stands */
        get: operations["getSharesId"];
        put?: never;
        post?: never;
        /** Refuse it, or take it back: the guest's next request finds nothing */
        delete: operations["deleteSharesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exact text that the guest acknowledges */
        get: operations["getSharesIdReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The guest's signature over that text, a CMS in DER */
        get: operations["getSharesIdSignature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve what another person asked to share */
        post: operations["postSharesIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was shared with me and is open, newest first */
        get: operations["getShared"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shared/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One share, with the receipt that opens it */
        get: operations["getSharedId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shared/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge the receipt, with the password shown lately or a signature; then it opens */
        post: operations["postSharedIdAcknowledgement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shared/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What lies in it, once it is acknowledged */
        get: operations["getSharedIdItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shared/{id}/items/{itemId}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it is what was received, signed and entered: each check and its verdict */
        get: operations["getSharedIdItemsItemIdVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shared/{id}/items/{itemId}/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The viewing copy, the poster, or where it may be taken away the original */
        get: operations["getSharedIdItemsItemIdKind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy/dry-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a pack would do to all that is kept, line by line: {done, of} while it reads, last {report}; nothing is written */
        post: operations["postPolicyDryRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tables of working days that count, one a year, and what was proposed */
        get: operations["getCalendarTables"];
        put?: never;
        /** Propose a table, JSON or CSV; another person applies it */
        post: operations["postCalendarTables"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/tables/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One that was proposed, with its exact text, the house's signature, and its place in the ledger */
        get: operations["getCalendarTablesId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/tables/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply a table that another person proposed; the digest says what was read */
        post: operations["postCalendarTablesIdApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/tables/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposal back; what is applied stays until a newer version is */
        post: operations["postCalendarTablesIdWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/dry-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a table would do to days, deadlines and all that is kept, line by line: {done, of}, last {report}; nothing is written */
        post: operations["postCalendarDryRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/publicity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the decision is to be published and taken down, and what was told of that */
        get: operations["getCasesIdPublicity"];
        put?: never;
        /** Tell that it was published, is exempt, was annulled or taken down; or that an entry was wrong */
        post: operations["postCasesIdPublicity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is due of cases, the most urgent first */
        get: operations["getDeadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is due of a case, by which rule and which days, and what was done */
        get: operations["getCasesIdDeadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cases/{id}/deadlines/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Extend one term, once, before it is over, where the pack allows it */
        post: operations["postCasesIdDeadlinesExtensions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports that the policy pack in force defines, and which period of each is due */
        get: operations["getReportsDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of a period as they are now; nothing is kept */
        get: operations["getReportsFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports that were issued, newest first; those that count what you may not know of are not there */
        get: operations["getReports"];
        put?: never;
        /** Issue the report of a period that is over: its text is frozen from then on */
        post: operations["postReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report, with what stands in its text */
        get: operations["getReportsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exact text that was issued */
        get: operations["getReportsIdReportJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its figures as a table */
        get: operations["getReportsIdReportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/report.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report to print, in Chinese and English */
        get: operations["getReportsIdReportPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Score sheets and terms of the policy pack in force */
        get: operations["getSpotChecksSheets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Closed score sheets about your own work, newest first */
        get: operations["getSpotChecksMine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Spot checks, newest first; those whose population you may not know wholly are not there */
        get: operations["getSpotChecks"];
        put?: never;
        /** Fix the population of a spot check: it is signed and told to the ledger, and the next signed head draws from it */
        post: operations["postSpotChecks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One spot check: its population as an exact text, the seed, and what was drawn */
        get: operations["getSpotChecksId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/{id}/result.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its closed sheets as a table, a line for each criterion */
        get: operations["getSpotChecksIdResultCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/{id}/units/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One drawn unit: criteria, what the house knows of each, closed sheets and answers */
        get: operations["getSpotChecksIdUnitsUnit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/mine/{id}/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same of a closed sheet about your own work */
        get: operations["getSpotChecksMineIdUnit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/{id}/units/{unit}/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the sheet of a unit, or a corrected version of it, by somebody whose work it is not */
        post: operations["postSpotChecksIdUnitsUnitSheets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/spot-checks/mine/{id}/{unit}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a closed sheet about your own work, once, within its term */
        post: operations["postSpotChecksMineIdUnitAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for you, by your role and what you may know of: how much, and the first of each */
        get: operations["getMeWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How things stand: received, sealed, waiting and quarantined items that you may know of */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each part of the house with its state, work that waits by step, and how long there is room */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens, as it does: ids and times of what you may know of, from the number in Last-Event-ID on */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses of other systems that are told what happens */
        get: operations["getWebhooks"];
        put?: never;
        /** Add a webhook; its secret is shown once */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to it, newest first, with every attempt */
        get: operations["getWebhooksIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret, shown once; for a while the last one signs as well */
        post: operations["postWebhooksIdRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send nothing more; what happens meanwhile is sent once it goes on */
        post: operations["postWebhooksIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a stopped webhook go on, from where it was stopped */
        post: operations["postWebhooksIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a webhook and its secrets */
        delete: operations["deleteWebhooksId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message about nothing, to try the receiver */
        post: operations["postWebhooksIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries/{deliveryId}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery again, under its own id */
        post: operations["postWebhooksIdDeliveriesDeliveryIdRedelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    happened: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Something happened that the account of the webhook may know of */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The same each time one message is tried */
                    "webhook-id": string;
                    /** @description Seconds since 1970, of this attempt */
                    "webhook-timestamp": string;
                    /** @description v1,<base64 of HMAC-SHA256 over id.timestamp.body>; two while a secret is exchanged */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It arrived; anything else is tried again */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        WebhookMessage: {
            /** @enum {string} */
            type: "webhook.test" | "batch.finished" | "batch.lacking" | "batch.left-open" | "batch.opened" | "case.changed" | "case.created" | "case.file-sealed" | "hold.placed" | "hold.released" | "hold.reviewed" | "item.copies-sealed" | "item.disposed" | "item.fixity-failed" | "item.fixity-restored" | "item.label-changed" | "item.linked" | "item.media-checked" | "item.no-viewing-copy" | "item.overview-sealed" | "item.quarantined" | "item.received" | "item.retention-set" | "item.sealed" | "item.source-checked" | "item.transferred" | "item.unlinked" | "item.verified" | "package.acknowledged" | "package.confirmed" | "package.downloaded" | "package.failed" | "package.prepared" | "package.requested" | "package.withdrawn" | "session.changed" | "session.live-paused" | "session.live-resumed" | "session.live-started" | "session.live-stopped" | "session.opened";
            /**
             * Format: date-time
             * @description When it happened
             */
            timestamp: string;
            data: {
                /** @description Of the line of events; none of a test */
                sequence?: number;
                /** Format: uuid */
                itemId?: string;
                /** Format: uuid */
                caseId?: string;
                /** Format: uuid */
                sessionId?: string;
                /** Format: uuid */
                packageId?: string;
                /** Format: uuid */
                holdId?: string;
                /** @description Where it is read, below this house's address */
                link?: string;
            };
        };
        BatchReceiptFile: {
            /** @enum {string} */
            type: "holdfast/batch-receipt/v1";
            /** @description Exact text that the agency signed; itself JSON */
            statement: string;
            /** @description Detached CMS over the statement, base64 */
            signature: string;
            /** @description C2SP tlog-proof of the dock statement's ledger entry */
            proof: string;
            /** @description Exact text that the dock signed; itself JSON */
            dockStatement: string;
            /** @description Of a statement of version 2: the lines that its digests are of, each with its salt */
            dockOpenings?: string;
            /** @description ECDSA P-256 with SHA-256 over it, r and s, base64 */
            dockSignature: string;
            /** @description SubjectPublicKeyInfo of the dock's key, DER, base64 */
            dockKey: string;
        };
        BatchView: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The dock
             */
            deviceId: string;
            camera: {
                name: string;
                serial: string | null;
                /**
                 * Format: uuid
                 * @description The camera in the register, where one has this name
                 */
                deviceId: string | null;
            };
            /**
             * @description left-open: no statement came in time; one that comes later still closes it
             * @enum {string}
             */
            state: "open" | "left-open" | "closed";
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /** @description How many the dock's statement lists */
            files: number | null;
            statementSha256: string | null;
            /** @description Missing numbers, and the end against the last visit */
            sequence: {
                /** @enum {string|null} */
                layout: "letters-number" | "time-number" | "number" | null;
                series: string | null;
                /** @enum {string|null} */
                unread: "no-files" | "unknown-layout" | "several-series" | null;
                first: number | null;
                last: number | null;
                count: number;
                missing: {
                    from: number;
                    to: number;
                }[];
                missingCount: number;
                /** @enum {string} */
                tail: "first-visit" | "continues" | "nothing-new" | "ends-lower" | "not-comparable";
                previousLast: number | null;
            } | null;
            /** @description Whether the batch receipt is there; it comes after the statement */
            hasReceipt: boolean;
            words: {
                "zh-CN": string;
                en: string;
            } | null;
        };
        Derived: {
            /** @enum {string} */
            kind: "joined";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "excerpt";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            taken: {
                /** @enum {string} */
                how: "packets" | "exact";
                fromMs: string;
                toMs: string;
                zeroUs: string;
                beginsUs: string;
                video?: {
                    firstPacket: string;
                    packets: string;
                    firstUs: string;
                    lastUs: string;
                };
                audio?: {
                    firstPacket: string;
                    packets: string;
                    firstUs: string;
                    lastUs: string;
                };
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "still";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            taken: {
                askedMs: string;
                atUs: string;
                pts: string;
                timeBase: string;
                zeroUs: string;
                frame?: string;
                frameSha256: string;
                pixelFormat: string;
                rotation: string;
                wall?: {
                    /** Format: date-time */
                    at: string;
                    clockOffsetMs?: string;
                };
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "redacted";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            taken: {
                pictures: {
                    /** @enum {string} */
                    fill: "solid" | "pixelate" | "blur";
                    fromMs: string;
                    toMs?: string;
                    points: string;
                }[];
                sound: {
                    /** @enum {string} */
                    how: "mute" | "pitch";
                    fromMs: string;
                    toMs?: string;
                }[];
                proof: {
                    frames: string;
                    coveredFrames: string;
                    samples: string;
                    silentSamples: string;
                    packets: string;
                };
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "rebuilt";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            taken: {
                /** @enum {string} */
                method: "index-by-like/1" | "index-by-like/2";
                copied: {
                    firstByte: string;
                    endByte: string;
                    outputByte: string;
                };
                picture?: {
                    /** @enum {string} */
                    coding: "h264" | "h265";
                    samples: string;
                    keys: string;
                    bytes: string;
                };
                sound?: {
                    /** @enum {string} */
                    coding: "aac" | "pcm";
                    samples: string;
                    bytes: string;
                };
                durationMs: string;
                unused: {
                    bytes: string;
                    ranges: string;
                    notListed: string;
                };
                leftOutTracks: string;
                otherSets: string;
                searchEndedAt?: string;
                assumed: ("settings-of-like" | "even-times" | "holes-closed")[];
                rehearsal: {
                    pictures: string;
                    picturesFound: string;
                    sounds: string;
                    soundsFound: string;
                };
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "labelled";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            taken: {
                lines: string[];
                /** @enum {string} */
                place: "top-left" | "top-right" | "bottom-left" | "bottom-right" | "tiled";
                /** @enum {string} */
                size: "small" | "medium" | "large";
                timeCode: boolean;
                wall?: {
                    /** Format: date-time */
                    at: string;
                    /** @enum {string} */
                    clock: "camera" | "sender";
                    clockOffsetMs?: string;
                    zoneMinutes: string;
                };
                subtitles?: {
                    sha256: string;
                    cues: string;
                    /** @enum {string} */
                    language: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                    burned: boolean;
                };
                zeroUs: string;
                frames: string;
                widthPx: string;
                heightPx: string;
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "transcript";
            from: {
                /** Format: uuid */
                item: string;
                sha256: string;
                beginsAtMs?: string;
                /** Format: date-time */
                begunAt?: string;
            }[];
            taken: {
                /** @enum {string} */
                mark: "machine-made-unchecked";
                /** @enum {string} */
                language: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                cues: string;
                program: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        };
        DeviceQuota: {
            /** @description Bytes it may announce in a day (UTC); null: as configured, 0: no limit */
            bytesPerDay: number | null;
            /** @description Files it may announce in a day (UTC); null: as configured, 0: no limit */
            filesPerDay: number | null;
            /** @description Bytes of all its unfinished uploads; null: as configured, 0: no limit */
            openBytes: number | null;
        };
        DeviceSigning: {
            /**
             * @description What it signs every recording with; null: nothing is expected
             * @enum {string|null}
             */
            kind: "onvif-media-signing" | "axis-signed-video" | "c2pa" | "gb35114" | null;
        };
        /** @description How the clock stood when it was last checked before the recording was announced */
        DeviceClock: {
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            deviceTime: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            checkedAt: string;
            /** @description Its clock minus the server's */
            offsetMs: number;
            /** @description Null: told one way only */
            uncertaintyMs: number | null;
        };
        Assignment: {
            /** Format: uuid */
            id: string;
            /** @description As called today; null: nobody */
            officer: string | null;
            /** Format: uuid */
            userId: string | null;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            from: string;
            /**
             * Format: date-time
             * @description That instant is no part of it; null: until further notice
             */
            to: string | null;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            enteredAt: string;
            enteredByName: string;
            /**
             * Format: uuid
             * @description The entry that this one corrects
             */
            replaces: string | null;
            reason: string | null;
        };
        AssignmentList: {
            /** @description Everything ever entered, in that order */
            entries: components["schemas"]["Assignment"][];
            /** @description Who had it at `at`, by what was entered up to `known` */
            holder: {
                /** Format: uuid */
                id: string;
                /** @description As called today; null: nobody */
                officer: string | null;
                /** Format: uuid */
                userId: string | null;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description That instant is no part of it; null: until further notice
                 */
                to: string | null;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                enteredAt: string;
                enteredByName: string;
                /**
                 * Format: uuid
                 * @description The entry that this one corrects
                 */
                replaces: string | null;
                reason: string | null;
            } | null;
        };
        AssignmentRequest: {
            /** @description Name of an account; null: nobody */
            officer: string | null;
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @default null
             */
            to?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            replaces?: string | null;
            /** @default null */
            reason?: string | null;
        };
        /** @description Who carried the camera when it recorded, as known now */
        ItemCarrier: {
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            at: string;
            /** Format: uuid */
            deviceId: string;
            entry: components["schemas"]["Assignment"] | null;
            /** @description Every entry for that time, corrected or not */
            history: components["schemas"]["Assignment"][];
        };
        ClipManifest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "holdfast/clip-manifest/v1";
            /** Format: uuid */
            item: string;
            nonce: string;
            media: {
                bytes: string;
                sha256: string;
                sm3?: string;
                sha512?: string;
            };
            storage: {
                store: string;
                key: string;
                versionId: string;
                /** @enum {string} */
                provenBy?: "store-checksum";
                encrypted?: {
                    scheme: string;
                    bytes: string;
                    sha256: string;
                };
            };
            blocks: {
                bytes: string;
                count: string;
                listSha256: string;
            };
            device: {
                /** Format: uuid */
                id: string;
                certificateSha256: string | null;
                sequence: string;
                previousManifestSha256: string | null;
                /** Format: date-time */
                time: string | null;
                clockOffsetMs: number | null;
                anchor?: {
                    origin: string;
                    size: string;
                    rootSha256: string;
                };
            };
            capture: {
                /** Format: date-time */
                declaredStart: string | null;
            };
            upload: {
                /** Format: date-time */
                receivedAt: string;
                declaredSha256: string | null;
            };
            derived?: components["schemas"]["Derived"];
        };
        DerivativeManifest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "holdfast/derivative-manifest/v1";
            /** Format: uuid */
            item: string;
            kind: string;
            nonce: string;
            media: {
                bytes: string;
                sha256: string;
                type: string;
            };
            storage: {
                store: string;
                key: string;
                versionId: string;
                encrypted?: {
                    scheme: string;
                    bytes: string;
                    sha256: string;
                };
            };
            derivedFrom: {
                /** Format: uuid */
                item: string;
                sha256: string;
            };
            madeBy: {
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                packets?: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                };
                program?: {
                    name: string;
                    version: string;
                    sha256: string;
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        bytes: string;
                        sha256: string;
                    };
                };
            };
        };
        Manifest: components["schemas"]["ClipManifest"] | components["schemas"]["DerivativeManifest"];
        PackSource: {
            code: string;
            title: {
                "zh-CN": string;
                en: string;
            };
            /** @enum {string} */
            read: "text" | "excerpt" | "second-hand" | "practice";
        };
        Pack: {
            /** @enum {string} */
            format: "holdfast-policy/v1";
            code: string;
            version: number;
            title: {
                "zh-CN": string;
                en: string;
            };
            /** Format: date */
            validFrom: string;
            /** @enum {string|null} */
            agencyLevel: "central" | "province" | "city" | "county" | null;
            remarks: {
                "zh-CN": string;
                en: string;
            } | null;
            sources: components["schemas"]["PackSource"][];
            stages: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
            elements: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
            shots: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
            activities: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                stage: string;
                /** @enum {string} */
                duty: "full" | "situational" | "optional";
                start: {
                    "zh-CN": string;
                    en: string;
                };
                stop: {
                    "zh-CN": string;
                    en: string;
                };
                requiredElements: string[];
                requiredShots: string[];
                minOfficers: number;
                maxUnexplainedGapSec: number | null;
                nightOrHolidayWarning: boolean;
                retention: string | null;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            night: {
                from: string;
                until: string;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            } | null;
            /**
             * @default {
             *       "writtenRecord": true,
             *       "credentials": true
             *     }
             */
            recordAsks?: {
                writtenRecord: boolean;
                credentials: boolean;
            };
            classes: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @enum {string} */
                trigger: "recorded-end" | "received" | "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final" | "flagged" | "complaint-received" | "subject-request" | "classification-issued" | "session-end";
                floor: {
                    /** @enum {string} */
                    kind: "duration";
                    iso: string;
                } | {
                    /** @enum {string} */
                    kind: "permanent";
                } | {
                    /** @enum {string} */
                    kind: "follow-case-file";
                    least: string;
                } | {
                    /** @enum {string} */
                    kind: "until-condition";
                    /** @enum {string} */
                    condition: "purpose-met" | "proceedings-over";
                };
                ceiling: {
                    /** @enum {string} */
                    kind: "duration";
                    iso: string;
                } | {
                    /** @enum {string} */
                    kind: "permanent";
                } | {
                    /** @enum {string} */
                    kind: "follow-case-file";
                    least: string;
                } | {
                    /** @enum {string} */
                    kind: "until-condition";
                    /** @enum {string} */
                    condition: "purpose-met" | "proceedings-over";
                } | null;
                /** @enum {string} */
                basis: "calendar" | "working";
                review: string | null;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            defaults: {
                bySource: {
                    body_camera?: string;
                    dock?: string;
                    room_recorder?: string;
                    cctv?: string;
                };
                otherwise: string;
            };
            promotions: {
                from: string[];
                whenAny: ("linked-as-evidence" | "evidence-used" | "major-decision" | "litigation-open" | "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                class: string;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            extensions: {
                /** @enum {string} */
                by: "subject" | "agency";
                longest: string;
                times: number | null;
                noticeDays: number;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            disposal: {
                noticeDays: number;
                approvals: ("records" | "legal" | "admin")[];
                graceDays: {
                    default: number;
                    most: number;
                };
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            };
            archiveTransfers: {
                levels: ("central" | "province" | "city" | "county")[];
                after: string;
                /**
                 * @default [
                 *       "permanent"
                 *     ]
                 */
                terms?: ("P10Y" | "P30Y" | "permanent")[];
                /** @default null */
                localKept?: string | null;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            secrecy: {
                code: string;
                /** @enum {string} */
                kind: "state-secret" | "work-secret" | "trade-secret" | "personal-privacy" | "minors" | "informants";
                title: {
                    "zh-CN": string;
                    en: string;
                };
                levels: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    longest: string | null;
                    setBy: ("central" | "province" | "city" | "county")[];
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                review: string | null;
                endsByItself: boolean;
                refusedUnlessStated: boolean;
                beforeRelease: {
                    "zh-CN": string;
                    en: string;
                } | null;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            deadlines: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @enum {string} */
                trigger: "recorded-end" | "received" | "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final" | "flagged" | "complaint-received" | "subject-request" | "classification-issued" | "session-end" | "decision-changed" | "duty-ended" | "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                amount: number;
                /** @enum {string} */
                unit: "working-days" | "calendar-days" | "hours";
                extension: number | null;
                actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            reports: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @enum {string} */
                period: "quarter" | "year";
                dueDaysAfter: number | null;
                measures: ("recording-rate" | "linkage-rate" | "on-time-hand-in" | "completeness" | "equipment-ratio" | "recording-rooms" | "legal-review-coverage" | "disposals" | "holds" | "integrity-findings" | "publicity" | "spot-checks")[];
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            ratios: {
                /** @enum {string} */
                of: "device-sets" | "recording-rooms" | "legal-reviewers";
                title: {
                    "zh-CN": string;
                    en: string;
                };
                officersEach: number | null;
                /** @enum {string} */
                rounding: "up" | "down";
                least: number;
                isForInformation: boolean;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            records: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                kept: {
                    /** @enum {string} */
                    kind: "duration";
                    iso: string;
                } | {
                    /** @enum {string} */
                    kind: "permanent";
                } | {
                    /** @enum {string} */
                    kind: "follow-case-file";
                    least: string;
                } | {
                    /** @enum {string} */
                    kind: "until-condition";
                    /** @enum {string} */
                    condition: "purpose-met" | "proceedings-over";
                };
                from: {
                    "zh-CN": string;
                    en: string;
                };
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            }[];
            /** @default null */
            legalReview?: {
                title: {
                    "zh-CN": string;
                    en: string;
                };
                grounds: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                    whenAny: ("major-decision" | "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                opinion: {
                    workingDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                points: ("legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file")[];
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            } | null;
            /** @default null */
            spotChecks?: {
                title: {
                    "zh-CN": string;
                    en: string;
                };
                sheets: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    subjects: ("session" | "item" | "case")[];
                    criteria: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        points: number;
                        loses: {
                            "zh-CN": string;
                            en: string;
                        };
                        fatal: boolean;
                        /** @enum {string|null} */
                        point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage" | null;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    }[];
                    grades: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        least: number;
                    }[];
                    fatalGrade: string;
                }[];
                sheetsDue: {
                    workingDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                answer: {
                    workingDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            } | null;
        };
        ReceiptFile: {
            /** @enum {string} */
            type: "holdfast/receipt/v1";
            /** @description Exact text that is signed; itself JSON */
            statement: string;
            /** @description Detached CMS over the statement, base64 */
            signature: string;
            /** @description C2SP tlog-proof of the manifest's ledger entry */
            proof: string;
        };
        AccessRequestRequest: {
            /** @description What is meant: an id, the number of a case, or a sentence; kept as it is typed */
            about: string;
            /** @enum {string} */
            purpose: "evidence" | "supervision" | "protection";
            /**
             * @description True: to be taken away, not only watched
             * @default false
             */
            download?: boolean;
            /** @description The law or order that it rests on */
            authority: string;
            /**
             * Format: date
             * @description The first day on which it shall count no more
             */
            until: string;
        };
        ApprovalRequest: {
            /** @description What the words name, or a part of it */
            scope: {
                /** @enum {string} */
                type: "case";
                caseId: string;
            } | {
                /** @enum {string} */
                type: "items";
                itemIds: string[];
            };
            /**
             * Format: date
             * @description An earlier day; left out: the one asked for
             */
            until?: string;
            /** @default false */
            download?: boolean;
            reason: string;
        };
        RequestRefusal: {
            /** @description Whoever asked reads it: say nothing of whether the thing is there */
            reason: string;
        };
        OwnRequest: {
            id: string;
            /** Format: date-time */
            askedAt: string;
            about: string;
            /** @enum {string} */
            purpose: "evidence" | "supervision" | "protection";
            download: boolean;
            authority: string;
            until: string;
            /** @description The first day on which it is decided no more */
            lapsesOn: string;
            /** @enum {string} */
            state: "open" | "approved" | "refused" | "withdrawn" | "lapsed";
            /**
             * Format: date-time
             * @description Decided, withdrawn, or told that it lapsed
             */
            decidedAt: string | null;
            /** @description Of whoever approved or refused it */
            reason: string | null;
            grant: {
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                caseId: string | null;
                caseNumber: string | null;
                itemIds: string[] | null;
                /** @enum {string} */
                purpose: "evidence" | "supervision" | "protection";
                download: boolean;
                from: string;
                until: string;
                /** @enum {string} */
                state: "waiting" | "in-force" | "over" | "revoked";
                /**
                 * Format: date-time
                 * @description When content was first read by it; null: not yet opened
                 */
                openedAt: string | null;
            } | null;
        };
        OwnRequestPage: {
            entries: components["schemas"]["OwnRequest"][];
            nextCursor: string | null;
        };
        AccessRequestBody: {
            id: string;
            /** Format: date-time */
            askedAt: string;
            about: string;
            /** @enum {string} */
            purpose: "evidence" | "supervision" | "protection";
            download: boolean;
            authority: string;
            until: string;
            /** @description The first day on which it is decided no more */
            lapsesOn: string;
            /** @enum {string} */
            state: "open" | "approved" | "refused" | "withdrawn" | "lapsed";
            /**
             * Format: date-time
             * @description Decided, withdrawn, or told that it lapsed
             */
            decidedAt: string | null;
            /** @description Of whoever approved or refused it */
            reason: string | null;
            /** Format: uuid */
            askedBy: string;
            askedByName: string;
            decidedByName: string | null;
            /** @description What the words name, of what you may know of */
            named: {
                /** @enum {string} */
                type: "case" | "item";
                /** Format: uuid */
                id: string;
                /** @description Number of the case, or name of the file */
                name: string;
            }[];
            /** Format: uuid */
            grantId: string | null;
        };
        AccessRequestPage: {
            entries: components["schemas"]["AccessRequestBody"][];
            nextCursor: string | null;
        };
        Action: {
            /** @description Its place in the chain, from 0 */
            index: number;
            /** Format: date-time */
            at: string;
            actor: string;
            /** @description As called today */
            actorName: string;
            kind: string;
            subject: string | null;
            /** @description Of a person or device, as called today */
            subjectName: string | null;
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            reason: string | null;
            /** @description Its digest in the chain */
            sha256: string;
        };
        ActionPage: {
            entries: components["schemas"]["Action"][];
            nextCursor: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description Stable code, e.g. ingest/offset-mismatch */
            code: string;
            detail: string;
            fix?: string;
            facts?: {
                [key: string]: string | number | boolean;
            };
            requestId: string;
        };
        LoginRequest: {
            name: string;
            password: string;
        };
        Me: {
            /** Format: uuid */
            id: string;
            name: string;
            displayName: string;
            /** @enum {string} */
            role: "admin" | "officer" | "reviewer" | "auditor" | "records" | "legal" | "guest";
            permissions: string[];
            purposes: {
                /** @enum {string} */
                purpose: "evidence" | "supervision" | "protection";
                minCharacters: number;
            }[];
        };
        User: {
            /** Format: uuid */
            id: string;
            name: string;
            displayName: string;
            /** @enum {string} */
            role: "admin" | "officer" | "reviewer" | "auditor" | "records" | "legal" | "guest";
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            disabledAt: string | null;
            /** @description Name at the identity provider that opens this account; null: a password does */
            signOnName: string | null;
            /** @description Its person's, as set here: accounts with the same never count as two people */
            staffNumber: string | null;
        };
        UserRequest: {
            name: string;
            displayName: string;
            /** @enum {string} */
            role: "admin" | "officer" | "reviewer" | "auditor" | "records" | "legal";
            password: string;
            staffNumber?: string;
        };
        UserPage: {
            entries: components["schemas"]["User"][];
            nextCursor: string | null;
        };
        ReasonRequest: {
            reason?: string;
        };
        TokenRequest: {
            label: string;
        };
        Token: {
            label: string;
            /** @description Shown once */
            token: string;
        };
        TokenSummary: {
            /** @description Names the token; opens nothing */
            id: string;
            label: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            revokedAt: string | null;
            /**
             * Format: date-time
             * @description To the minute; null: not since that is noted
             */
            usedAt: string | null;
            /** @description Address, as of a log-in */
            usedFrom: string | null;
            /** @description An administrator ended it, and not I */
            isEndedByOther: boolean;
            /** @description Why, if they said so */
            endReason: string | null;
        };
        TokenList: {
            entries: components["schemas"]["TokenSummary"][];
        };
        StepProgress: {
            step: string;
            attempts: number;
            lastError: string | null;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            notBefore: string | null;
            progress: number | null;
            /** @description By the rate so far; null until it is known */
            secondsLeft: number | null;
        };
        ItemSummary: {
            /** Format: uuid */
            id: string;
            filename: string;
            mediaType: string;
            sizeBytes: number;
            /** Format: uuid */
            deviceId: string;
            deviceName: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            recordedAt: string | null;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            receivedAt: string;
            /** @enum {string} */
            stage: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
            /** @enum {string} */
            viewingStage: "waiting" | "probed" | "to-encode" | "made" | "ready" | "none";
            quarantineReason: string | null;
            noViewingReason: string | null;
            /** @description SHA-256, lower-case hex */
            sha256: string | null;
            durationSeconds: number | null;
            hasPoster: boolean;
            /** @description In force; of an item also its cases' */
            labels: ("secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart")[];
            cases: {
                /** Format: uuid */
                id: string;
                number: string;
            }[];
            /** @description Steps that run or failed; empty when all is quiet */
            steps: components["schemas"]["StepProgress"][];
        };
        Item: {
            /** Format: uuid */
            id: string;
            filename: string;
            mediaType: string;
            sizeBytes: number;
            /** Format: uuid */
            deviceId: string;
            deviceName: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            recordedAt: string | null;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            receivedAt: string;
            /** @enum {string} */
            stage: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
            /** @enum {string} */
            viewingStage: "waiting" | "probed" | "to-encode" | "made" | "ready" | "none";
            quarantineReason: string | null;
            noViewingReason: string | null;
            /** @description SHA-256, lower-case hex */
            sha256: string | null;
            durationSeconds: number | null;
            hasPoster: boolean;
            /** @description In force; of an item also its cases' */
            labels: ("secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart")[];
            cases: {
                /** Format: uuid */
                id: string;
                number: string;
            }[];
            /** @description Steps that run or failed; empty when all is quiet */
            steps: components["schemas"]["StepProgress"][];
            /** @description SHA-256, lower-case hex */
            declaredSha256: string | null;
            declaredCase: string | null;
            activity: string | null;
            otherMetadata: {
                [key: string]: string;
            };
            /** @description Name of the recording that the device says it is of */
            recording: string | null;
            /** @description Of a side file: the id or name of its recording */
            belongsTo: string | null;
            clock: components["schemas"]["DeviceClock"] | null;
            carrier: components["schemas"]["ItemCarrier"];
            /** @description Of the camera that the sending dock named */
            cameraClock: {
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                deviceTime: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                checkedAt: string;
                /** @description Its clock minus the server's */
                offsetMs: number;
                /** @description Null: told one way only */
                uncertaintyMs: number | null;
            } | null;
            /** @description What a side file belongs to, or the other files of a recording */
            recordings: {
                /** Format: uuid */
                id: string;
                filename: string;
                /** @enum {string} */
                stage: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
            }[];
            /** @description By the word of the device; the first 200, oldest arrival first */
            sideFiles: {
                /** Format: uuid */
                id: string;
                filename: string;
                /** @enum {string} */
                stage: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
            }[];
            /** Format: uuid */
            duplicateOf: string | null;
            /** @description How the original lies in the store; null: in clear, or it is not verified yet */
            encryption: {
                scheme: string;
                sizeBytes: number;
                /** @description Of the object as it lies in the store */
                sha256: string;
                /**
                 * @description What its data key was made for
                 * @enum {string|null}
                 */
                family: "state" | "duty" | "open" | null;
                /** @description Name of the key that wraps its data key; null: the data key was destroyed */
                key: string | null;
            } | null;
            /**
             * Format: date-time
             * @description Read from the store, not from the database
             */
            lockedUntil: string | null;
            /** @description Null until it was decided */
            retention: {
                headline: {
                    "zh-CN": string;
                    en: string;
                };
                /** @description The last day it must be kept, or "permanent"; it never falls */
                floor: string;
                /** @description Kept beyond that day, until what the reasons name has come about */
                open: boolean;
                /** @description The last day it may be kept */
                ceiling: string | null;
                /** @description The ceiling comes before the floor: the floor wins */
                conflict: boolean;
                /** @description From this day on it is only stored */
                restrictedFrom: string | null;
                /** @description Counted through a year without a working-day table */
                provisional: boolean;
                unknownActivity: boolean;
                /** @description Codes of the pack; the one that it started in first */
                classes: string[];
                /** @description By then somebody looks whether it is still needed */
                reviewOn: string | null;
                reasons: {
                    rule: string;
                    decides: boolean;
                    text: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                /** @description The policy pack that it was decided by; null: none was in force */
                pack: {
                    code: string;
                    version: number;
                    sha256: string;
                } | null;
                /** @description Of the exact text that the ledger names */
                decisionSha256: string;
                decidedAt: string;
                /** @description As read back when locks were prolonged last */
                lockedUntil: string | null;
            } | null;
            /** @description By which batch it ended; its certificate is there. Null: it is kept */
            disposal: {
                /** Format: uuid */
                disposalId: string;
                /** Format: date-time */
                begunAt: string;
                /** Format: date-time */
                goneAt: string | null;
                /** @description Which archive has it, by which receipt; null: it went to none */
                transfer: {
                    archive: string;
                    /** Format: uuid */
                    packageId: string;
                    /** Format: date-time */
                    receivedAt: string;
                    receiptSha256: string;
                } | null;
            } | null;
            ledger: {
                origin: string;
                index: number;
            } | null;
            derivatives: components["schemas"]["CopyBody"][];
            /** @description Somebody waits for the viewing copy: it goes before others */
            copyWanted: boolean;
            /** @description What decoding it to its end found; null: not yet */
            mediaCheck: {
                /** @enum {string} */
                verdict: "sound" | "damaged";
                tool: string;
                pictures: number;
                sounds: number;
                errors: number;
                damaged: {
                    /** @enum {string} */
                    stream: "video" | "audio";
                    fromMs: number;
                    toMs: number;
                }[];
                cutAtMs: number | null;
                endMs: number;
            } | {
                /** @enum {string} */
                verdict: "not-checked";
                reason: string;
            } | null;
            overview: components["schemas"]["OverviewBody"];
            mediaInfo: unknown;
        };
        CopyBody: {
            kind: string;
            mediaType: string;
            sizeBytes: number;
            /** @description SHA-256, lower-case hex */
            sha256: string;
            method: string;
            tool: string;
            arguments: string[];
            /** @description SHA-256 over all packets of a stream, the same in original and copy */
            packets: {
                /** @enum {string} */
                stream: "video" | "audio";
                /** @enum {string} */
                form: "whole" | "content";
                /** @description SHA-256, lower-case hex */
                sha256: string;
            }[];
            /** @description What opened a container of its maker's own first: packets are those of what it wrote */
            program: {
                name: string;
                version: string;
                /** @description SHA-256, lower-case hex */
                sha256: string;
                /** @description SHA-256, lower-case hex */
                filesSha256: string;
                arguments: string[];
                output: {
                    sizeBytes: number;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                };
            } | null;
        };
        OverviewBody: {
            /**
             * @description unasked: none was made of what was received then; `overviews` asks for it
             * @enum {string}
             */
            state: "unasked" | "waiting" | "made" | "ready" | "none";
            /** @description Places of the pictures in `derivatives/storyboard`; null: not there */
            storyboard: {
                columns: number;
                tileWidthPx: number;
                tileHeightPx: number;
                atMs: number[];
                endMs: number;
            } | null;
            /** @description Of `derivatives/peaks`; null: not there, or no sound */
            peaks: {
                columns: number;
                lengthMs: number;
                loudest: number;
            } | null;
            /** @description Inside the recording, as `track.geojson` tells them; null: none was found */
            positions: {
                positions: number;
                leftOut: number;
            } | null;
        };
        ItemPage: {
            entries: components["schemas"]["ItemSummary"][];
            nextCursor: string | null;
        };
        CustodyEntry: {
            index: number;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            at: string;
            actor: string;
            /** @description As it is today; the actor's id is what was recorded */
            actorName: string;
            kind: string;
            data: {
                [key: string]: unknown;
            };
            /** @description SHA-256, lower-case hex */
            sha256: string;
        };
        Custody: {
            events: components["schemas"]["CustodyEntry"][];
            chainSound: boolean;
        };
        Check: {
            /** @enum {string} */
            name: "bytes" | "fixity" | "declared" | "signature" | "ledger" | "stamp" | "lock" | "custody" | "source" | "copies";
            /** @enum {string} */
            verdict: "PASSED" | "FAILED" | "INDETERMINATE";
            /** @description Code, e.g. verification/digest-equal */
            reason: string;
            facts: {
                [key: string]: string | number | boolean;
            };
            /** @description Commands with standard tools, or empty */
            checkYourself: string;
        };
        Verification: {
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            checkedAt: string;
            checks: components["schemas"]["Check"][];
        };
        Case: {
            /** Format: uuid */
            id: string;
            number: string;
            title: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            itemCount: number;
            /** @description In force; of an item also its cases' */
            labels: ("secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart")[];
        };
        CasePage: {
            entries: components["schemas"]["Case"][];
            nextCursor: string | null;
        };
        LinkRequest: {
            itemId: string;
        };
        UnlinkRequest: {
            reason: string;
        };
        PackageRequest: {
            itemIds: string[];
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        Package: {
            /** Format: uuid */
            id: string;
            itemIds: string[];
            purpose: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            requestedAt: string;
            /** @enum {string} */
            state: "waiting" | "ready" | "failed";
            failure: string | null;
            sizeBytes: number | null;
            /** @description Of one that was made for somebody outside */
            watermark: string | null;
        };
        PackagePage: {
            entries: components["schemas"]["Package"][];
            nextCursor: string | null;
        };
        Status: {
            agency: string;
            version: string;
            ledgerVerifierKey: string;
            /** @description SHA-256, lower-case hex */
            rootCertificateSha256: string;
            demo: boolean;
            /** @description What people call the identity provider at /sign-on; null: there is none */
            signOn: string | null;
        };
        TableProposal: {
            /** @description The whole file, JSON or CSV: its bytes in UTF-8 have the digest */
            text: string;
            why: string;
        };
        TableText: {
            /** @description The whole file, JSON or CSV: its bytes in UTF-8 have the digest */
            text: string;
        };
        TableList: {
            /** @description One of each year that counts; no proposal: it comes with the program */
            counting: {
                table: {
                    region: string;
                    year: number;
                    version: number;
                    notice: string;
                    /** @description A day, e.g. 2027-02-06 */
                    issuedOn: string;
                    holidays: {
                        /** @description A day, e.g. 2027-02-06 */
                        from: string;
                        /** @description A day, e.g. 2027-02-06 */
                        to: string;
                        name: {
                            "zh-CN": string;
                            en: string;
                        };
                    }[];
                    /** @description Saturdays and Sundays on which people work */
                    workdays: string[];
                };
                /** Format: uuid */
                proposal: string | null;
            }[];
            /** @description What was proposed, newest first, the last 200 */
            entries: components["schemas"]["PolicyEntry"][];
        };
        PolicyEntry: {
            /** Format: uuid */
            id: string;
            code: string;
            version: number;
            /**
             * Format: date
             * @description Its first day, in the agency's zone
             */
            validFrom: string;
            /** @description Of the text: what is approved, and what the ledger names */
            sha256: string;
            /** Format: uuid */
            proposedBy: string;
            /** @description As called today */
            proposedByName: string;
            /** Format: date-time */
            proposedAt: string;
            why: string;
            /** @description Null: it waits for another person */
            decision: {
                /** @enum {string} */
                act: "applied" | "withdrawn";
                /** Format: uuid */
                by: string;
                byName: string;
                /** Format: date-time */
                at: string;
                why: string;
            } | null;
            /** @description Who signed it before it came here; null: nobody */
            publisher: {
                /** @description Subject of the certificate, RFC 4514 */
                signer: string;
                certificateSha256: string;
                root: string;
                /**
                 * Format: date-time
                 * @description The end of the signer's certificate
                 */
                validUntil: string;
                /**
                 * Format: date-time
                 * @description By the signer's own word
                 */
                signedAt: string | null;
                /** @description Of the signature */
                sha256: string;
            } | null;
            /** @description Custody signed the applied text for the house */
            isSigned: boolean;
        };
        TableDetail: {
            entry: components["schemas"]["PolicyEntry"];
            /** @description The whole file, JSON or CSV: its bytes in UTF-8 have the digest */
            text: string;
            /** @description The house's detached CMS over the text, base64; null: not applied, or not signed yet */
            signature: string | null;
            /** @description As it came with the proposal, base64 */
            publisherSignature: string | null;
            ledger: {
                /** @description It names the digest of the text */
                leaf: string;
                origin: string;
                index: number;
                /** @description C2SP tlog-proof of the entry */
                proof: string;
            } | null;
        };
        CalendarDryRunLine: {
            done: number;
            of: number;
        } | {
            report: {
                /** @description Days of the table's year that change */
                days: {
                    /** @description A day, e.g. 2027-02-06 */
                    day: string;
                    /** @description What it becomes */
                    works: boolean;
                }[];
                deadlines: {
                    moved: number;
                    /** @description Provisional until now, and no more */
                    firm: number;
                    /** @description Of those that move, the first */
                    examples: {
                        /** Format: uuid */
                        caseId: string;
                        /** @enum {string} */
                        act: "publish" | "withdraw";
                        /** @description A day, e.g. 2027-02-06 */
                        was: string;
                        /** @description A day, e.g. 2027-02-06 */
                        becomes: string;
                    }[];
                };
                items: components["schemas"]["DryRunReport"];
            };
        };
        DryRunReport: {
            items: number;
            unchanged: number;
            undecided: number;
            effects: {
                longer: {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
                held: {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
                extended: {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
                closes: {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
                conflict: {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
                class: {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
                "unknown-activity": {
                    count: number;
                    /** @description Items, the first to arrive */
                    examples: string[];
                };
            };
        };
        FileOrderRequest: {
            revision: number;
            entries: ({
                /** @enum {string} */
                kind: "item";
                itemId: string;
                /** @default  */
                title?: string;
                /**
                 * @description On paper; null: none
                 * @default null
                 */
                pages?: number | null;
            } | {
                /** @enum {string} */
                kind: "record";
                /** @enum {string} */
                record: "transcript" | "inspection" | "service-receipt" | "decision" | "other";
                documentNo: string;
                sha256: string;
                /** @default  */
                title?: string;
                /**
                 * @description On paper; null: none
                 * @default null
                 */
                pages?: number | null;
            } | {
                /** @enum {string} */
                kind: "verdict";
                sessionId: string;
                /** @default  */
                title?: string;
                /**
                 * @description On paper; null: none
                 * @default null
                 */
                pages?: number | null;
            })[];
        };
        FileSealRequest: {
            revision: number;
            why: string;
        };
        FileEntry: {
            number: number;
            pages: {
                from: number;
                to: number;
            } | null;
            title: string;
            /** @enum {string} */
            kind: "item" | "record" | "verdict";
            pageCount: number | null;
            itemId?: string;
            sessionId?: string;
            /** @enum {string} */
            record?: "transcript" | "inspection" | "service-receipt" | "decision" | "other";
            documentNo?: string;
            sha256?: string;
        };
        DocumentHead: {
            id: string;
            number: number;
            sha256: string;
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            madeByName: string;
            isSigned: boolean;
            /** @description The ledger tells of it, by a salted commitment */
            isEntered: boolean;
        };
        CaseFileBody: {
            revision: number;
            entries: components["schemas"]["FileEntry"][];
            /** @description Newest first */
            versions: components["schemas"]["DocumentHead"][];
        };
        ProvenText: {
            /** @description Exact: its SHA-256 in UTF-8 is what is signed and committed to */
            text: string;
            /** @description Detached CMS over the text, base64 */
            signature: string | null;
            ledger: {
                /** @description Its commitment is the SHA-256 of the salt and the text */
                leaf: string;
                saltHex: string;
                origin: string;
                index: number;
                /** @description C2SP tlog-proof of the entry */
                proof: string;
            } | null;
        };
        SealedDocument: {
            id: string;
            number: number;
            sha256: string;
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            madeByName: string;
            isSigned: boolean;
            /** @description The ledger tells of it, by a salted commitment */
            isEntered: boolean;
            /** @description The same for people */
            contents: {
                "zh-CN": string;
                en: string;
            };
            /** @description Exact: its SHA-256 in UTF-8 is what is signed and committed to */
            text: string;
            /** @description Detached CMS over the text, base64 */
            signature: string | null;
            ledger: {
                /** @description Its commitment is the SHA-256 of the salt and the text */
                leaf: string;
                saltHex: string;
                origin: string;
                index: number;
                /** @description C2SP tlog-proof of the entry */
                proof: string;
            } | null;
        };
        CaseTableRequest: {
            /** @enum {string} */
            table: "cases" | "events" | "parties";
            csv: string;
            /** @description Name of the system that tells; always the same one */
            source: string;
            /** @default null */
            reason?: string | null;
            /**
             * @description What becomes of what a person changed since this source told it; take needs a reason
             * @default keep
             * @enum {string}
             */
            changedByHand?: "keep" | "take";
            /**
             * @description Look only; nothing is written
             * @default false
             */
            dryRun?: boolean;
        };
        CaseTableReport: {
            added: number;
            changed: number;
            unchanged: number;
            written: boolean;
            /** @description What a person changed since, and stays */
            kept: {
                line: number;
                number: string;
                facts: string[];
            }[];
            /** @description What stood there and is told otherwise */
            corrected: {
                line: number;
                number: string;
                facts: string[];
            }[];
            /** @description All that is wrong with the table, by line; with one of them nothing is written */
            faults: components["schemas"]["TableFault"][];
        };
        TableFault: {
            /** @description From 1, the header being the first; 0: the table as a whole */
            line: number;
            column: string | null;
            fault: string;
            /** @description What to do */
            text: {
                "zh-CN": string;
                en: string;
            };
        };
        CaseMessageRequest: {
            number: string;
            /**
             * @description What is left out stays as it is, and null takes back; a new case needs its title
             * @default {}
             */
            facts?: {
                title?: string;
                /** @enum {string|null} */
                actionKind?: "penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence" | null;
                agencyUnit?: string | null;
                /** Format: date */
                filedOn?: string | null;
                /** Format: date */
                decidedOn?: string | null;
                /** Format: date */
                effectiveOn?: string | null;
                /** Format: date */
                closedOn?: string | null;
                /**
                 * @description What became of the evidence; told at closing
                 * @enum {string|null}
                 */
                outcome?: "evidence-used" | "not-evidence" | null;
                /** @enum {string} */
                litigation?: "none" | "open" | "final";
                /** Format: date */
                litigationFinalOn?: string | null;
                majorDecision?: boolean;
                majorReasons?: string[];
                powerItem?: {
                    code: string;
                    version: string;
                } | null;
                /** @description What the case rests on */
                legalBasis?: {
                    instrument: string;
                    article: string | null;
                    /**
                     * Format: date
                     * @description The day on which that wording was adopted or amended
                     */
                    version: string;
                }[];
                /** @description What terms of the law run from */
                events?: {
                    /** @enum {string} */
                    kind: "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                    /** Format: date */
                    on: string;
                    /** @description Number of what says so; with the kind it names the event */
                    document: string;
                    /**
                     * Format: date
                     * @default null
                     */
                    doneOn?: string | null;
                    /** @default null */
                    doneDocument?: string | null;
                }[];
                /** @enum {string|null} */
                archiveTerm?: "P10Y" | "P30Y" | "permanent" | null;
                flags?: ("obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
            };
            /**
             * @description Those that are left out stay
             * @default []
             */
            parties?: components["schemas"]["PartyRequest"][];
            /** @description Name of the system that tells; always the same one */
            source: string;
            /** @default null */
            reason?: string | null;
            /**
             * @description What becomes of what a person changed since this source told it; take needs a reason
             * @default keep
             * @enum {string}
             */
            changedByHand?: "keep" | "take";
        };
        PartyRequest: {
            /** @description What the party is called everywhere else */
            code: string;
            /** @enum {string} */
            kind: "person" | "organisation";
            /** @description For those who hold parties:see */
            name: string | null;
        };
        CaseMessageReport: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            outcome: "added" | "changed" | "unchanged";
            /** @description Names of facts that a person changed, and that stay */
            kept: string[];
            /** @description Names of facts that stood there otherwise */
            corrected: string[];
        };
        CaseSources: {
            entries: {
                source: string;
                /** Format: date-time */
                heardAt: string;
                isSilent: boolean;
            }[];
            /** @description Null: nobody asked to be told of silence */
            silentAfterDays: number | null;
            /** @description One of them was not heard for longer than that, or none ever was */
            isSilent: boolean;
        };
        CaseFactsRequest: {
            number?: string;
            title?: string;
            /** @enum {string|null} */
            actionKind?: "penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence" | null;
            agencyUnit?: string | null;
            /** Format: date */
            filedOn?: string | null;
            /** Format: date */
            decidedOn?: string | null;
            /** Format: date */
            effectiveOn?: string | null;
            /** Format: date */
            closedOn?: string | null;
            /**
             * @description What became of the evidence; told at closing
             * @enum {string|null}
             */
            outcome?: "evidence-used" | "not-evidence" | null;
            /** @enum {string} */
            litigation?: "none" | "open" | "final";
            /** Format: date */
            litigationFinalOn?: string | null;
            majorDecision?: boolean;
            majorReasons?: string[];
            powerItem?: {
                code: string;
                version: string;
            } | null;
            /** @description What the case rests on */
            legalBasis?: {
                instrument: string;
                article: string | null;
                /**
                 * Format: date
                 * @description The day on which that wording was adopted or amended
                 */
                version: string;
            }[];
            /** @description What terms of the law run from */
            events?: {
                /** @enum {string} */
                kind: "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                /** Format: date */
                on: string;
                /** @description Number of what says so; with the kind it names the event */
                document: string;
                /**
                 * Format: date
                 * @default null
                 */
                doneOn?: string | null;
                /** @default null */
                doneDocument?: string | null;
            }[];
            /** @enum {string|null} */
            archiveTerm?: "P10Y" | "P30Y" | "permanent" | null;
            flags?: ("obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
            parties?: components["schemas"]["PartyRequest"][];
        };
        CaseRequest: {
            number: string;
            title: string;
            /** @enum {string|null} */
            actionKind?: "penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence" | null;
            agencyUnit?: string | null;
            /** Format: date */
            filedOn?: string | null;
            /** Format: date */
            decidedOn?: string | null;
            /** Format: date */
            effectiveOn?: string | null;
            /** Format: date */
            closedOn?: string | null;
            /**
             * @description What became of the evidence; told at closing
             * @enum {string|null}
             */
            outcome?: "evidence-used" | "not-evidence" | null;
            /** @enum {string} */
            litigation?: "none" | "open" | "final";
            /** Format: date */
            litigationFinalOn?: string | null;
            majorDecision?: boolean;
            majorReasons?: string[];
            powerItem?: {
                code: string;
                version: string;
            } | null;
            /** @description What the case rests on */
            legalBasis?: {
                instrument: string;
                article: string | null;
                /**
                 * Format: date
                 * @description The day on which that wording was adopted or amended
                 */
                version: string;
            }[];
            /** @description What terms of the law run from */
            events?: {
                /** @enum {string} */
                kind: "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                /** Format: date */
                on: string;
                /** @description Number of what says so; with the kind it names the event */
                document: string;
                /**
                 * Format: date
                 * @default null
                 */
                doneOn?: string | null;
                /** @default null */
                doneDocument?: string | null;
            }[];
            /** @enum {string|null} */
            archiveTerm?: "P10Y" | "P30Y" | "permanent" | null;
            flags?: ("obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
            parties?: components["schemas"]["PartyRequest"][];
        };
        CaseChangeRequest: {
            /** @description The one that was looked at */
            revision: number;
            /** @description Needed where something is corrected */
            reason?: string;
            facts: components["schemas"]["CaseFactsRequest"];
        };
        CaseDetail: {
            /** Format: uuid */
            id: string;
            number: string;
            title: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            itemCount: number;
            /** @description In force; of an item also its cases' */
            labels: ("secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart")[];
            /** @enum {string|null} */
            actionKind: "penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence" | null;
            agencyUnit: string | null;
            /** Format: date */
            filedOn: string | null;
            /** Format: date */
            decidedOn: string | null;
            /** Format: date */
            effectiveOn: string | null;
            /** Format: date */
            closedOn: string | null;
            /**
             * @description What became of the evidence; told at closing
             * @enum {string|null}
             */
            outcome: "evidence-used" | "not-evidence" | null;
            /** @enum {string} */
            litigation: "none" | "open" | "final";
            /** Format: date */
            litigationFinalOn: string | null;
            majorDecision: boolean;
            majorReasons: string[];
            powerItem: {
                code: string;
                version: string;
            } | null;
            legalBasis: {
                instrument: string;
                article: string | null;
                /** Format: date */
                version: string;
            }[];
            events: {
                /** @enum {string} */
                kind: "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                /** Format: date */
                on: string;
                /** @description Number of what says so; with the kind it names the event */
                document: string;
                /** Format: date */
                doneOn: string | null;
                doneDocument: string | null;
            }[];
            /** @enum {string|null} */
            archiveTerm: "P10Y" | "P30Y" | "permanent" | null;
            flags: ("obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
            parties: components["schemas"]["PartyRequest"][];
            extensions: {
                of: string;
                /** Format: date */
                on: string;
                document: string;
                reason: string;
            }[];
            createdBy: string;
            revision: number;
        };
        CaseHistory: {
            entries: components["schemas"]["Action"][];
            nextCursor: string | null;
        };
        EnrolmentCode: {
            /** @description Shown once */
            code: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            expiresAt: string;
            /** @description For a QR code: where to enrol, the code, and the root's digest */
            uri: string;
        };
        CertificateList: {
            entries: {
                /** @description SHA-256 of the certificate, DER; names it in custody and manifests */
                sha256: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                notBefore: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                notAfter: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                issuedAt: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                revokedAt: string | null;
                /** Format: uuid */
                revokedBy: string | null;
            }[];
        };
        DeviceProofRequest: {
            reason?: string;
            certificateOnly: boolean;
        };
        Revoked: {
            /** @description Certificates that counted until now */
            revoked: number;
        };
        ItemConditionRequest: {
            /** @enum {string} */
            condition: "purpose-met" | "proceedings-over";
            /**
             * Format: date
             * @description The day on which it came about; null: it has not, whatever was told before
             */
            on: string | null;
            /** @description What says so: a document and its number; it stands in the record */
            authority: string;
        };
        CaseConditionRequest: {
            /** @enum {string} */
            condition: "proceedings-over";
            /**
             * Format: date
             * @description The day on which it came about; null: it has not, whatever was told before
             */
            on: string | null;
            /** @description What says so: a document and its number; it stands in the record */
            authority: string;
        };
        ConditionList: {
            /** @description Oldest first */
            entries: {
                /** @enum {string} */
                condition: "purpose-met" | "proceedings-over";
                /** Format: date */
                on: string | null;
                authority: string;
                /** Format: date-time */
                at: string;
                by: string;
                byName: string;
                /** @description The last that was told of this condition */
                counts: boolean;
            }[];
        };
        ProgramBody: {
            name: string;
            version: string;
            /** @description SHA-256, lower-case hex */
            sha256: string;
            /** @description SHA-256, lower-case hex */
            filesSha256: string;
            arguments: string[];
            output: {
                sizeBytes: number;
                /** @description SHA-256, lower-case hex */
                sha256: string;
            };
        };
        WantedCopy: {
            /**
             * @description none: no copy is made of this item; its page says why
             * @enum {string}
             */
            state: "wanted" | "made" | "none";
        };
        Dashboard: {
            /** @description Received on this day of the agency's */
            today: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
                /** Format: date-time */
                since: string;
            };
            /** @description Received since Monday */
            week: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
                /** Format: date-time */
                since: string;
            };
            sealed: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            };
            awaitingSeal: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            };
            /** @description Sealed, and what people watch is still to be made */
            awaitingCopy: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            };
            quarantined: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            };
            /** @description Recorded by cameras that whoever asks carried at the time */
            mine: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            };
            mineAwaitingSeal: {
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            };
            oldestUnsealed: {
                /** Format: uuid */
                id: string;
                filename: string;
                /** Format: date-time */
                receivedAt: string;
            } | null;
        };
        CaseDeadlines: {
            revision: number;
            entries: {
                /** @description What an extension names */
                of: string;
                /** @enum {string} */
                trigger: "case-filed" | "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @description Of what it runs from; null: the case itself */
                document: string | null;
                /**
                 * Format: date
                 * @description The day it runs from, which is not counted
                 */
                from: string;
                /** @enum {string} */
                state: "done" | "late" | "due" | "soon" | "overdue" | "no-rule";
                /**
                 * Format: date
                 * @description Null: no rule of the pack says when
                 */
                due: string | null;
                /** @description A year without a table of working days was counted through */
                provisional: boolean;
                /** Format: date */
                doneOn: string | null;
                mayExtend: boolean;
                why: {
                    /** @description Code of the deadline in the pack */
                    rule: string;
                    /** @description The rule, the days that were counted and those that were not */
                    text: {
                        "zh-CN": string;
                        en: string;
                    };
                    cite: {
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        at: string;
                    }[];
                } | null;
            }[];
        };
        HouseDeadlines: {
            /** @description The most urgent first */
            entries: {
                /** @description What an extension names */
                of: string;
                /** @enum {string} */
                trigger: "case-filed" | "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @description Of what it runs from; null: the case itself */
                document: string | null;
                /**
                 * Format: date
                 * @description The day it runs from, which is not counted
                 */
                from: string;
                /** @enum {string} */
                state: "done" | "late" | "due" | "soon" | "overdue" | "no-rule";
                /**
                 * Format: date
                 * @description Null: no rule of the pack says when
                 */
                due: string | null;
                /** @description A year without a table of working days was counted through */
                provisional: boolean;
                /** Format: date */
                doneOn: string | null;
                mayExtend: boolean;
                why: {
                    /** @description Code of the deadline in the pack */
                    rule: string;
                    /** @description The rule, the days that were counted and those that were not */
                    text: {
                        "zh-CN": string;
                        en: string;
                    };
                    cite: {
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        at: string;
                    }[];
                } | null;
                /** Format: uuid */
                caseId: string;
                caseNumber: string;
            }[];
            open: number;
            overdue: number;
            /** @description Within three days */
            soon: number;
            /** @description False: there are more cases than were looked at */
            isWhole: boolean;
        };
        LabelledRequest: {
            /** @description Lines, clocks and subtitles. Letters that are drawn by themselves, left to right, are taken in lines; each stands there as it is written */
            label: {
                /** @default [] */
                lines?: string[];
                /**
                 * @description Two further lines: who asked, and when
                 * @default false
                 */
                stamp?: boolean;
                /**
                 * @description Running, of the recording's own time line
                 * @default false
                 */
                timeCode?: boolean;
                /**
                 * @description Running, by the clock that the recording was begun by
                 * @default false
                 */
                wallClock?: boolean;
                /**
                 * @default bottom-right
                 * @enum {string}
                 */
                place?: "top-left" | "top-right" | "bottom-left" | "bottom-right" | "tiled";
                /**
                 * @default medium
                 * @enum {string}
                 */
                size?: "small" | "medium" | "large";
                /** @default null */
                subtitles?: {
                    /** @description WebVTT or SRT */
                    text: string;
                    /**
                     * @description ISO 639-2; und: not said
                     * @default und
                     * @enum {string}
                     */
                    language?: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                    /**
                     * @description Also drawn in the picture
                     * @default false
                     */
                    burned?: boolean;
                } | null;
            };
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        JoinedRequest: {
            /**
             * @description null: the only one of the session
             * @default null
             */
            channelId?: string | null;
            /**
             * @description As the session's takes name it; null: the only one of the channel
             * @default null
             */
            track?: string | null;
            /**
             * @description By its number; null: from the first on
             * @default null
             */
            firstTake?: number | null;
            /**
             * @description null: up to the last
             * @default null
             */
            lastTake?: number | null;
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        ExcerptRequest: {
            /** @description Of the recording's own time line, which begins with its earliest time stamp */
            fromMs: number;
            /** @description The first that is not in it */
            toMs: number;
            /**
             * @description packets: taken over as they are, from the key frame before on; exact: coded anew, just the pictures of the range
             * @default packets
             * @enum {string}
             */
            how?: "packets" | "exact";
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        RedactedRequest: {
            /** @description Boxes in parts of the picture as it is shown, and stretches of sound. A blur or pixels can be undone in part, and a voice can be known at another pitch; what is solid and what is mute is gone */
            masks: {
                /** @default [] */
                pictures?: {
                    fromMs: number;
                    /**
                     * @description Not hidden any more; null: up to the end
                     * @default null
                     */
                    toMs?: number | null;
                    /**
                     * @default solid
                     * @enum {string}
                     */
                    fill?: "solid" | "pixelate" | "blur";
                    /** @description Between two of them the box moves */
                    points: {
                        atMs: number;
                        x: number;
                        y: number;
                        width: number;
                        height: number;
                    }[];
                }[];
                /** @default [] */
                sound?: {
                    fromMs: number;
                    /**
                     * @description Not hidden any more; null: up to the end
                     * @default null
                     */
                    toMs?: number | null;
                    /**
                     * @default mute
                     * @enum {string}
                     */
                    how?: "mute" | "pitch";
                }[];
            };
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        RebuiltRequest: {
            /** @description Of a recording that plays, of the same device with the same settings */
            likeId: string;
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        StillRequest: {
            /** @description Of the recording's own time line; the picture is the last one at or before it */
            ptsMs: number;
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        DerivedBody: {
            /** @enum {string} */
            kind: "joined";
            channelId: string;
            track: string;
            firstTake: number;
            lastTake: number;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        } | {
            /** @enum {string} */
            kind: "excerpt";
            itemId: string;
            fromMs: number;
            toMs: number;
            /** @enum {string} */
            how: "packets" | "exact";
            /** @description What is really in it; null until it is made */
            taken: {
                /** @enum {string} */
                how: "packets" | "exact";
                fromMs: number;
                toMs: number;
                /** @description The time stamp that counts as 0 */
                zeroUs: number;
                /** @description What stands at 0 of the excerpt */
                beginsUs: number;
                video?: {
                    /** @description Counted from 0 over all of the stream, in the order they lie in */
                    firstPacket: number;
                    packets: number;
                    firstUs: number;
                    lastUs: number;
                };
                audio?: {
                    /** @description Counted from 0 over all of the stream, in the order they lie in */
                    firstPacket: number;
                    packets: number;
                    firstUs: number;
                    lastUs: number;
                };
            } | null;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        } | {
            /** @enum {string} */
            kind: "still";
            itemId: string;
            ptsMs: number;
            /** @description What it takes to find it again; null until it is made */
            taken: {
                askedMs: number;
                /** @description When the picture is shown, of the recording's own line */
                atUs: number;
                /** @description Its time stamp as the container has it */
                pts: number;
                timeBase: string;
                zeroUs: number;
                /** @description How many pictures are shown before it; null: not countable */
                frame: number | null;
                /** @description Over the picture as it is decoded */
                frameSha256: string;
                pixelFormat: string;
                rotation: number;
                /** @description By the source's own clock, and how that stood against this service's; null: not declared */
                wall: {
                    /** Format: date-time */
                    at: string;
                    clockOffsetMs: number | null;
                } | null;
            } | null;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        } | {
            /** @enum {string} */
            kind: "redacted";
            itemId: string;
            /** @description Boxes in ten-thousandths of the picture as it is shown */
            pictures: {
                fromMs: number;
                toMs: number | null;
                /** @enum {string} */
                fill: "solid" | "pixelate" | "blur";
                points: {
                    atMs: number;
                    x: number;
                    y: number;
                    width: number;
                    height: number;
                }[];
            }[];
            sound: {
                fromMs: number;
                toMs: number | null;
                /** @enum {string} */
                how: "mute" | "pitch";
            }[];
            /** @description What was looked at before it was let out; null until it is made */
            proof: {
                frames: number;
                coveredFrames: number;
                samples: number;
                silentSamples: number;
                packets: number;
            } | null;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        } | {
            /** @enum {string} */
            kind: "rebuilt";
            itemId: string;
            likeId: string;
            /** @description What was found and assumed; null until it is made */
            taken: {
                method: string;
                /** @description Bytes of the first input that stand in it as they are, and from where on */
                copied: {
                    firstByte: number;
                    endByte: number;
                    outputByte: number;
                };
                /** @description null: it has no picture */
                picture: {
                    coding: string;
                    samples: number;
                    keys: number;
                    bytes: number;
                } | null;
                sound: {
                    coding: string;
                    samples: number;
                    bytes: number;
                } | null;
                durationMs: number;
                /** @description Bytes of its media that belong to no picture and no sound */
                unused: {
                    bytes: number;
                    ranges: {
                        firstByte: number;
                        endByte: number;
                        afterPictures: number;
                    }[];
                    notListed: number;
                };
                leftOutTracks: number;
                otherSets: number;
                searchEndedAt: number | null;
                assumed: ("settings-of-like" | "even-times" | "holes-closed")[];
                /** @description The same search in the sound recording, held against its own index */
                rehearsal: {
                    pictures: number;
                    picturesFound: number;
                    sounds: number;
                    soundsFound: number;
                };
            } | null;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        } | {
            /** @enum {string} */
            kind: "labelled";
            /** Format: uuid */
            itemId: string;
            /** @description As they are drawn, the stamp among them */
            lines: string[];
            /** @enum {string} */
            place: "top-left" | "top-right" | "bottom-left" | "bottom-right" | "tiled";
            /** @enum {string} */
            size: "small" | "medium" | "large";
            timeCode: boolean;
            /** @description Of the running clock: what stands at 0, whose it is, and in which zone */
            wall: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                clock: "camera" | "sender";
                clockOffsetMs: number | null;
                zoneMinutes: number;
            } | null;
            /** @description Digest of the cleaned WebVTT, whose words are in the copy alone */
            subtitles: {
                sha256: string;
                cues: number;
                /** @enum {string} */
                language: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                burned: boolean;
            } | null;
            /** @description What was coded; null until it is made */
            taken: {
                zeroUs: number;
                frames: number;
                widthPx: number;
                heightPx: number;
            } | null;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        } | {
            /** @enum {string} */
            kind: "transcript";
            /** Format: uuid */
            itemId: string;
            /** @description Null until it is made */
            taken: {
                /**
                 * @description Made by a machine, not checked by a person
                 * @enum {string}
                 */
                mark: "machine-made-unchecked";
                /** @enum {string} */
                language: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                cues: number;
                program: components["schemas"]["ProgramBody"] & unknown;
            } | null;
            /** @description Of the item that it becomes */
            id: string;
            sessionId: string | null;
            filename: string;
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            purpose: string;
            /**
             * @description received: it is an item, and becomes evidence like any other
             * @enum {string}
             */
            state: "waiting" | "received" | "failed";
            /** @description Why it could not be made, as a code of README's table */
            failure: string | null;
            /** @description Number of the take that is in the way */
            failedTake: number | null;
            /** @description 0 to 1 while it is made */
            progress: number | null;
            /** @description In order */
            from: {
                itemId: string;
                sha256: string;
                /** Format: date-time */
                begunAt: string | null;
                /** @description Where it begins in what was made; null: not known */
                beginsAtMs: number | null;
            }[];
            madeBy: {
                sha256: string;
                sizeBytes: number;
                /** @enum {string} */
                method: "remux" | "encode" | "still";
                tool: string;
                version: string;
                arguments: string[];
                /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                packets: {
                    video?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                    audio?: {
                        /** @enum {string} */
                        form: "whole" | "content";
                        sha256: string;
                    };
                } | null;
                /** @description What opened its source first, where that is in a container of its maker's own */
                program: {
                    name: string;
                    version: string;
                    /** @description SHA-256, lower-case hex */
                    sha256: string;
                    /** @description SHA-256, lower-case hex */
                    filesSha256: string;
                    arguments: string[];
                    output: {
                        sizeBytes: number;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                    };
                } | null;
            } | null;
        };
        DerivedListBody: {
            /** @description Newest first */
            derived: {
                /** @enum {string} */
                kind: "joined";
                channelId: string;
                track: string;
                firstTake: number;
                lastTake: number;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            }[];
        };
        DerivationBody: {
            /** @description null: it was received */
            madeFrom: {
                /** @enum {string} */
                kind: "joined";
                channelId: string;
                track: string;
                firstTake: number;
                lastTake: number;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | {
                /** @enum {string} */
                kind: "excerpt";
                itemId: string;
                fromMs: number;
                toMs: number;
                /** @enum {string} */
                how: "packets" | "exact";
                /** @description What is really in it; null until it is made */
                taken: {
                    /** @enum {string} */
                    how: "packets" | "exact";
                    fromMs: number;
                    toMs: number;
                    /** @description The time stamp that counts as 0 */
                    zeroUs: number;
                    /** @description What stands at 0 of the excerpt */
                    beginsUs: number;
                    video?: {
                        /** @description Counted from 0 over all of the stream, in the order they lie in */
                        firstPacket: number;
                        packets: number;
                        firstUs: number;
                        lastUs: number;
                    };
                    audio?: {
                        /** @description Counted from 0 over all of the stream, in the order they lie in */
                        firstPacket: number;
                        packets: number;
                        firstUs: number;
                        lastUs: number;
                    };
                } | null;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | {
                /** @enum {string} */
                kind: "still";
                itemId: string;
                ptsMs: number;
                /** @description What it takes to find it again; null until it is made */
                taken: {
                    askedMs: number;
                    /** @description When the picture is shown, of the recording's own line */
                    atUs: number;
                    /** @description Its time stamp as the container has it */
                    pts: number;
                    timeBase: string;
                    zeroUs: number;
                    /** @description How many pictures are shown before it; null: not countable */
                    frame: number | null;
                    /** @description Over the picture as it is decoded */
                    frameSha256: string;
                    pixelFormat: string;
                    rotation: number;
                    /** @description By the source's own clock, and how that stood against this service's; null: not declared */
                    wall: {
                        /** Format: date-time */
                        at: string;
                        clockOffsetMs: number | null;
                    } | null;
                } | null;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | {
                /** @enum {string} */
                kind: "redacted";
                itemId: string;
                /** @description Boxes in ten-thousandths of the picture as it is shown */
                pictures: {
                    fromMs: number;
                    toMs: number | null;
                    /** @enum {string} */
                    fill: "solid" | "pixelate" | "blur";
                    points: {
                        atMs: number;
                        x: number;
                        y: number;
                        width: number;
                        height: number;
                    }[];
                }[];
                sound: {
                    fromMs: number;
                    toMs: number | null;
                    /** @enum {string} */
                    how: "mute" | "pitch";
                }[];
                /** @description What was looked at before it was let out; null until it is made */
                proof: {
                    frames: number;
                    coveredFrames: number;
                    samples: number;
                    silentSamples: number;
                    packets: number;
                } | null;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | {
                /** @enum {string} */
                kind: "rebuilt";
                itemId: string;
                likeId: string;
                /** @description What was found and assumed; null until it is made */
                taken: {
                    method: string;
                    /** @description Bytes of the first input that stand in it as they are, and from where on */
                    copied: {
                        firstByte: number;
                        endByte: number;
                        outputByte: number;
                    };
                    /** @description null: it has no picture */
                    picture: {
                        coding: string;
                        samples: number;
                        keys: number;
                        bytes: number;
                    } | null;
                    sound: {
                        coding: string;
                        samples: number;
                        bytes: number;
                    } | null;
                    durationMs: number;
                    /** @description Bytes of its media that belong to no picture and no sound */
                    unused: {
                        bytes: number;
                        ranges: {
                            firstByte: number;
                            endByte: number;
                            afterPictures: number;
                        }[];
                        notListed: number;
                    };
                    leftOutTracks: number;
                    otherSets: number;
                    searchEndedAt: number | null;
                    assumed: ("settings-of-like" | "even-times" | "holes-closed")[];
                    /** @description The same search in the sound recording, held against its own index */
                    rehearsal: {
                        pictures: number;
                        picturesFound: number;
                        sounds: number;
                        soundsFound: number;
                    };
                } | null;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | {
                /** @enum {string} */
                kind: "labelled";
                /** Format: uuid */
                itemId: string;
                /** @description As they are drawn, the stamp among them */
                lines: string[];
                /** @enum {string} */
                place: "top-left" | "top-right" | "bottom-left" | "bottom-right" | "tiled";
                /** @enum {string} */
                size: "small" | "medium" | "large";
                timeCode: boolean;
                /** @description Of the running clock: what stands at 0, whose it is, and in which zone */
                wall: {
                    /** Format: date-time */
                    at: string;
                    /** @enum {string} */
                    clock: "camera" | "sender";
                    clockOffsetMs: number | null;
                    zoneMinutes: number;
                } | null;
                /** @description Digest of the cleaned WebVTT, whose words are in the copy alone */
                subtitles: {
                    sha256: string;
                    cues: number;
                    /** @enum {string} */
                    language: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                    burned: boolean;
                } | null;
                /** @description What was coded; null until it is made */
                taken: {
                    zeroUs: number;
                    frames: number;
                    widthPx: number;
                    heightPx: number;
                } | null;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | {
                /** @enum {string} */
                kind: "transcript";
                /** Format: uuid */
                itemId: string;
                /** @description Null until it is made */
                taken: {
                    /**
                     * @description Made by a machine, not checked by a person
                     * @enum {string}
                     */
                    mark: "machine-made-unchecked";
                    /** @enum {string} */
                    language: "und" | "zho" | "eng" | "bod" | "uig" | "mon" | "yue";
                    cues: number;
                    program: components["schemas"]["ProgramBody"] & unknown;
                } | null;
                /** @description Of the item that it becomes */
                id: string;
                sessionId: string | null;
                filename: string;
                askedBy: string;
                /** Format: date-time */
                askedAt: string;
                purpose: string;
                /**
                 * @description received: it is an item, and becomes evidence like any other
                 * @enum {string}
                 */
                state: "waiting" | "received" | "failed";
                /** @description Why it could not be made, as a code of README's table */
                failure: string | null;
                /** @description Number of the take that is in the way */
                failedTake: number | null;
                /** @description 0 to 1 while it is made */
                progress: number | null;
                /** @description In order */
                from: {
                    itemId: string;
                    sha256: string;
                    /** Format: date-time */
                    begunAt: string | null;
                    /** @description Where it begins in what was made; null: not known */
                    beginsAtMs: number | null;
                }[];
                madeBy: {
                    sha256: string;
                    sizeBytes: number;
                    /** @enum {string} */
                    method: "remux" | "encode" | "still";
                    tool: string;
                    version: string;
                    arguments: string[];
                    /** @description SHA-256 over all packets of a stream, in order, the same in the inputs and in what was made */
                    packets: {
                        video?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                        audio?: {
                            /** @enum {string} */
                            form: "whole" | "content";
                            sha256: string;
                        };
                    } | null;
                    /** @description What opened its source first, where that is in a container of its maker's own */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                } | null;
            } | null;
            /** @description What was made of it, newest first, as far as you may know of it */
            inputOf: components["schemas"]["DerivedBody"][];
            /** @description The program that can be asked for a transcript; null: none is installed */
            transcriber: {
                name: string;
                version: string;
            } | null;
        };
        TranscriptRequest: {
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        DeviceChain: {
            device: {
                /** Format: uuid */
                id: string;
                name: string;
                kind: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                retiredAt: string | null;
            };
            end: {
                /** @description How many manifests the device's chain has */
                sequence: number;
                /** @description The last of them */
                manifestSha256: string | null;
            };
            /** @description Newest arrival first */
            entries: {
                /**
                 * Format: uuid
                 * @description Null: not for the caller's eyes; counted all the same
                 */
                itemId: string | null;
                filename: string | null;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                receivedAt: string;
                /**
                 * Format: date-time
                 * @description By the device's clock
                 */
                recordedAt: string | null;
                /** @enum {string} */
                stage: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
                sizeBytes: number;
                /**
                 * Format: uuid
                 * @description Whose chain of manifests it is in: the device itself, or its dock
                 */
                senderId: string;
                /** @description Its place in the sender's chain; null: not sealed yet */
                sequence: string | null;
                manifestSha256: string | null;
                previousManifestSha256: string | null;
                /**
                 * Format: uuid
                 * @description The docking visit that lists it
                 */
                visitId: string | null;
                /** @description Its clock minus the server's, as last checked */
                clockOffsetMs: number | null;
            }[];
            /** @description Docking visits of that time, newest first, at most 200 */
            visits: {
                /** Format: uuid */
                id: string;
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                openedAt: string;
                camera: string;
                files: number | null;
                /** @description What its numbers say, against the visit before */
                words: {
                    "zh-CN": string;
                    en: string;
                } | null;
                isGap: boolean;
            }[];
            /** @description Newest first */
            findings: {
                /** @enum {string} */
                kind: "chain-broken" | "sequence-twice" | "previous-missing" | "end-missing" | "numbers-missing" | "ends-lower" | "clock-step" | "duplicate" | "quarantined";
                words: {
                    "zh-CN": string;
                    en: string;
                };
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                at: string;
                /** Format: uuid */
                itemId: string | null;
                /**
                 * Format: uuid
                 * @description The docking visit that reported it
                 */
                visitId: string | null;
            }[];
            nextCursor: string | null;
        };
        RegisteredDevice: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "body_camera" | "dock" | "room_recorder" | "cctv";
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            retiredAt: string | null;
            sealedClips: number;
            /**
             * Format: date-time
             * @description When something of it came last, from itself or by a dock that named it
             */
            heardAt: string | null;
        };
        Device: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "body_camera" | "dock" | "room_recorder" | "cctv";
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            retiredAt: string | null;
            sealedClips: number;
            /**
             * Format: date-time
             * @description When something of it came last, from itself or by a dock that named it
             */
            heardAt: string | null;
            /** @description In use, and not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS */
            isSilent: boolean;
        };
        DeviceRequest: {
            name: string;
            /** @enum {string} */
            kind: "body_camera" | "dock" | "room_recorder" | "cctv";
        };
        DevicePage: {
            entries: components["schemas"]["Device"][];
            nextCursor: string | null;
            /** @description HOLDFAST_DEVICE_SILENT_DAYS; null: it is unset, and none is called silent */
            silentAfterDays: number | null;
        };
        NewDevice: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            kind: "body_camera" | "dock" | "room_recorder" | "cctv";
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            retiredAt: string | null;
            sealedClips: number;
            /**
             * Format: date-time
             * @description When something of it came last, from itself or by a dock that named it
             */
            heardAt: string | null;
            /** @description In use, and not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS */
            isSilent: boolean;
            /** @description Shown once */
            token: string;
        };
        DisposalProposal: {
            itemIds: string[];
            /** @description Why these end, for the record and for those who judge it */
            reason: string;
            /** @description To which archive they go; absent: they are to be destroyed */
            archive?: {
                /** @description The archive's name */
                organisation: string;
                /** @description Who takes it there, by name */
                person: string;
                /** @description 全宗号, as the archive gave it to this agency */
                fonds: string;
                /** @description Number of the document that it is handed over on */
                basis: string;
                /**
                 * @description Digest of that document
                 * @default null
                 */
                basisSha256?: string | null;
                /**
                 * @description Highest state secret that the archive may take
                 * @default none
                 * @enum {string}
                 */
                highest?: "none" | "secret" | "highly-secret" | "top-secret";
            };
        };
        DisposalAppraisal: {
            /** @description Each item of the batch, once */
            items: {
                itemId: string;
                /** @enum {string} */
                decision: "destroy" | "transfer" | "keep";
                why: string;
            }[];
        };
        DisposalApproval: {
            /** @description Of the appraisal as it was read: appraisal.sha256 of the batch */
            sha256: string;
        };
        DisposalStop: {
            reason: string;
        };
        DisposalGrace: {
            /**
             * Format: date
             * @description Last day on which nothing is destroyed, in the agency's zone
             */
            until: string;
            reason: string;
        };
        DueItem: {
            /** Format: uuid */
            itemId: string;
            filename: string;
            deviceName: string;
            sizeBytes: number;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            recordedAt: string | null;
            sha256: string | null;
            retention: {
                /** @description Last day it must be kept, or "permanent" */
                floor: string;
                open: boolean;
                classes: string[];
                pack: string | null;
                decisionSha256: string;
            } | null;
            /** Format: date-time */
            lockedUntil: string | null;
            /** @description Of the audit, that are open */
            findings: string[];
            /** @description Empty: it may be proposed */
            against: {
                code: string;
                /** @description It is over by itself; else it takes an item out of its batch */
                waits: boolean;
                text: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
        };
        DuePage: {
            entries: components["schemas"]["DueItem"][];
            nextCursor: string | null;
            /** @description By which the pack in force has items of a house of this level go to an archive */
            rule: {
                pack: string;
                /** @description From reception on, ISO 8601 */
                after: string;
                terms: ("P10Y" | "P30Y" | "permanent")[];
                /** @description How long originals stay here after the receipt */
                localKept: string | null;
            } | null;
            /** @description By which a batch that is proposed now ends */
            endsBy: {
                /** @description Code and version; null: no pack was in force */
                pack: string | null;
                /** @description Working days */
                noticeDays: number;
                /** @description A person of each; empty: any two */
                approvals: ("records" | "legal" | "admin")[];
                graceHours: number;
                /** @description As long as the grace may be made */
                mostGraceHours: number;
            };
            /** @description What stands against all disposal in this house now: the time is not certain */
            blocked: {
                code: string;
                detail: string;
                fix: string;
            } | null;
        };
        Disposal: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "notice" | "appraisal" | "approval" | "packaging" | "handover" | "grace" | "destruction" | "stopped" | "finished";
            stateText: {
                "zh-CN": string;
                en: string;
            };
            reason: string;
            proposed: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
            };
            /** @description Last day of the notice, in the agency's zone */
            noticeOn: string;
            /** Format: date-time */
            noticeUntil: string;
            listSha256: string;
            appraisal: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
                sha256: string;
            } | null;
            /** @description Oldest first */
            approvals: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
                /** @enum {string|null} */
                role: "records" | "legal" | "admin" | null;
                stands: boolean;
            }[];
            /** @description Of which roles approvals are still to come; null: of anybody who may */
            awaits: ("records" | "legal" | "admin" | null)[];
            /** @description By which it ends; part of the list. Null: it was proposed before batches said so */
            rule: {
                /** @description Code and version; null: no pack was in force */
                pack: string | null;
                /** @description Working days */
                noticeDays: number;
                /** @description A person of each; empty: any two */
                approvals: ("records" | "legal" | "admin")[];
                graceHours: number;
                /** @description As long as the grace may be made */
                mostGraceHours: number;
            } | null;
            /** @description How long an approval waits for the other one */
            approvedForHours: number;
            /** Format: date-time */
            graceUntil: string | null;
            stopped: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
                reason: string;
            } | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description Null: its items are to be destroyed */
            transfer: {
                archive: {
                    organisation: string;
                    person: string;
                    fonds: string;
                    basis: string;
                    basisSha256: string | null;
                    /** @enum {string} */
                    highest: "none" | "secret" | "highly-secret" | "top-secret";
                };
                rule: {
                    pack: string;
                    after: string;
                    terms: ("P10Y" | "P30Y" | "permanent")[];
                    localKept: string | null;
                };
                /**
                 * Format: uuid
                 * @description The export that the archive gets
                 */
                packageId: string | null;
                /** @description Verified, for that very package; without it nothing ends */
                receipt: {
                    /** Format: date-time */
                    at: string;
                    /** Format: uuid */
                    packageId: string;
                    /** @enum {string} */
                    kind: "signed" | "paper";
                    sha256: string;
                    listSha256: string;
                    textSha256: string;
                    signer: string | null;
                } | null;
            } | null;
            /** @description Of its items, by outcome */
            counts: {
                items: number;
                waiting: number;
                kept: number;
                dropped: number;
                transferred: number;
                destroying: number;
                destroyed: number;
            };
        };
        DisposalPage: {
            entries: components["schemas"]["Disposal"][];
            nextCursor: string | null;
        };
        DisposalDetail: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "notice" | "appraisal" | "approval" | "packaging" | "handover" | "grace" | "destruction" | "stopped" | "finished";
            stateText: {
                "zh-CN": string;
                en: string;
            };
            reason: string;
            proposed: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
            };
            /** @description Last day of the notice, in the agency's zone */
            noticeOn: string;
            /** Format: date-time */
            noticeUntil: string;
            listSha256: string;
            appraisal: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
                sha256: string;
            } | null;
            /** @description Oldest first */
            approvals: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
                /** @enum {string|null} */
                role: "records" | "legal" | "admin" | null;
                stands: boolean;
            }[];
            /** @description Of which roles approvals are still to come; null: of anybody who may */
            awaits: ("records" | "legal" | "admin" | null)[];
            /** @description By which it ends; part of the list. Null: it was proposed before batches said so */
            rule: {
                /** @description Code and version; null: no pack was in force */
                pack: string | null;
                /** @description Working days */
                noticeDays: number;
                /** @description A person of each; empty: any two */
                approvals: ("records" | "legal" | "admin")[];
                graceHours: number;
                /** @description As long as the grace may be made */
                mostGraceHours: number;
            } | null;
            /** @description How long an approval waits for the other one */
            approvedForHours: number;
            /** Format: date-time */
            graceUntil: string | null;
            stopped: {
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** Format: date-time */
                at: string;
                reason: string;
            } | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description Null: its items are to be destroyed */
            transfer: {
                archive: {
                    organisation: string;
                    person: string;
                    fonds: string;
                    basis: string;
                    basisSha256: string | null;
                    /** @enum {string} */
                    highest: "none" | "secret" | "highly-secret" | "top-secret";
                };
                rule: {
                    pack: string;
                    after: string;
                    terms: ("P10Y" | "P30Y" | "permanent")[];
                    localKept: string | null;
                };
                /**
                 * Format: uuid
                 * @description The export that the archive gets
                 */
                packageId: string | null;
                /** @description Verified, for that very package; without it nothing ends */
                receipt: {
                    /** Format: date-time */
                    at: string;
                    /** Format: uuid */
                    packageId: string;
                    /** @enum {string} */
                    kind: "signed" | "paper";
                    sha256: string;
                    listSha256: string;
                    textSha256: string;
                    signer: string | null;
                } | null;
            } | null;
            /** @description Of its items, by outcome */
            counts: {
                items: number;
                waiting: number;
                kept: number;
                dropped: number;
                transferred: number;
                destroying: number;
                destroyed: number;
            };
            items: {
                /** Format: uuid */
                itemId: string;
                /** @description As the device called it; it is no part of what is approved */
                filename: string;
                deviceName: string;
                sha256: string;
                sizeBytes: number;
                /** Format: date-time */
                receivedAt: string;
                manifestSha256: string;
                retention: {
                    /** @description Last day it must be kept, or "permanent" */
                    floor: string;
                    open: boolean;
                    classes: string[];
                    pack: string | null;
                    decisionSha256: string;
                };
                findings: string[];
                /** @enum {string|null} */
                decision: "destroy" | "transfer" | "keep" | null;
                why: string | null;
                /**
                 * @description Null: it is on its way
                 * @enum {string|null}
                 */
                outcome: "kept" | "dropped" | "transferred" | "destroying" | "destroyed" | null;
                outcomeText: {
                    "zh-CN": string;
                    en: string;
                } | null;
                /** @description What it was dropped for; of one on its way, what stands against it now */
                against: {
                    code: string;
                    /** @description It is over by itself; else it takes an item out of its batch */
                    waits: boolean;
                    text: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                /** Format: date-time */
                destroyedAt: string | null;
            }[];
            /** @description Why custody could not go on with it, when it last tried */
            stalled: {
                /** Format: date-time */
                since: string;
                /** @description Of the refusal; "disposal/waits": its items wait */
                code: string;
                against: {
                    code: string;
                    /** @description It is over by itself; else it takes an item out of its batch */
                    waits: boolean;
                    text: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
            } | null;
            /** @description Exact text that was proposed; its digest is listSha256 */
            list: string;
            /** @description Files of the certificate, once the batch is over and something was destroyed */
            certificate: {
                name: string;
                mediaType: string;
                sizeBytes: number;
            }[];
            /** @description Exact text that is approved */
            appraisalText: string | null;
        };
        DoorRequest: {
            signOnName: string | null;
            password?: string;
            reason?: string;
        };
        StaffNumberRequest: {
            staffNumber: string | null;
            reason?: string;
        };
        EventBody: {
            /** @description Its number in the line; `id:` of the event */
            sequence: number;
            /**
             * @description `event:` of the event
             * @enum {string}
             */
            type: "batch.finished" | "batch.lacking" | "batch.left-open" | "batch.opened" | "case.changed" | "case.created" | "case.file-sealed" | "hold.placed" | "hold.released" | "hold.reviewed" | "item.copies-sealed" | "item.disposed" | "item.fixity-failed" | "item.fixity-restored" | "item.label-changed" | "item.linked" | "item.media-checked" | "item.no-viewing-copy" | "item.overview-sealed" | "item.quarantined" | "item.received" | "item.retention-set" | "item.sealed" | "item.source-checked" | "item.transferred" | "item.unlinked" | "item.verified" | "package.acknowledged" | "package.confirmed" | "package.downloaded" | "package.failed" | "package.prepared" | "package.requested" | "package.withdrawn" | "session.changed" | "session.live-paused" | "session.live-resumed" | "session.live-started" | "session.live-stopped" | "session.opened";
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            at: string;
            /** Format: uuid */
            itemId?: string;
            /** Format: uuid */
            caseId?: string;
            /** Format: uuid */
            sessionId?: string;
            /** Format: uuid */
            packageId?: string;
            /** Format: uuid */
            holdId?: string;
            /** Format: uuid */
            batchId?: string;
        };
        ExportRequest: {
            itemIds: string[];
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
            /** @enum {string} */
            recipient: "court" | "prosecutor" | "agency" | "archive" | "lawyer" | "party" | "press" | "other";
            /** @description The recipient's organisation; of a person alone, the name again */
            organisation: string;
            /** @description Who takes it, by name */
            person: string;
            /** @description Number of the document that it is given out on */
            basis: string;
            /**
             * @description Digest of that document
             * @default null
             */
            basisSha256?: string | null;
            /**
             * Format: date
             * @description Last day for the acknowledgement
             * @default null
             */
            dueOn?: string | null;
        };
        AcknowledgementRequest: {
            acknowledgement: {
                /** @enum {string} */
                kind: "signed";
                /** @description Detached CMS over the receipt's text, DER */
                base64: string;
            } | {
                /** @enum {string} */
                kind: "paper";
                /** @enum {string} */
                mediaType: "application/pdf" | "image/jpeg" | "image/png";
                /** @description The signed receipt, scanned, at most 4 MiB */
                base64: string;
            };
        };
        ConfirmationRequest: {
            /** @description Of the file that was compared with the paper */
            sha256: string;
        };
        WithdrawalRequest: {
            reason: string;
        };
        Export: {
            /** Format: uuid */
            id: string;
            itemIds: string[];
            purpose: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            requestedAt: string;
            /** @enum {string} */
            state: "waiting" | "ready" | "failed";
            failure: string | null;
            sizeBytes: number | null;
            /** @enum {string} */
            purposeKind: "evidence" | "supervision" | "protection";
            requestedByName: string;
            watermark: string;
            /** @enum {string} */
            recipient: "court" | "prosecutor" | "agency" | "archive" | "lawyer" | "party" | "press" | "other";
            organisation: string;
            person: string;
            basis: string;
            basisSha256: string | null;
            dueOn: string | null;
            /** @enum {string} */
            course: "made" | "taken-out" | "acknowledged" | "overdue" | "withdrawn";
            /**
             * Format: date-time
             * @description The first time
             */
            takenOutAt: string | null;
            acknowledgement: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                /** @description As called today */
                byName: string;
                /** @enum {string} */
                kind: "signed" | "paper";
                mediaType: string;
                sizeBytes: number;
                sha256: string;
                signature: {
                    /** @description Subject of the certificate */
                    signer: string;
                    certificateSha256: string;
                    /** @description Subject of the last authority above it that is at hand */
                    root: string;
                    /** @description That authority is among HOLDFAST_RECIPIENT_ROOTS */
                    isRootKnown: boolean;
                    /**
                     * Format: date-time
                     * @description By the signer's own word
                     */
                    signedAt: string | null;
                } | null;
                /** @description Of a paper; null: it waits for a second person */
                confirmed: {
                    /** Format: date-time */
                    at: string;
                    /** Format: uuid */
                    by: string;
                    /** @description As called today */
                    byName: string;
                } | null;
            } | null;
            withdrawn: {
                /** Format: date-time */
                at: string;
                /**
                 * Format: uuid
                 * @description Null: custody itself, whose name is then empty
                 */
                by: string | null;
                /** @description As called today */
                byName: string;
                reason: string;
            } | null;
        };
        ExportPage: {
            entries: components["schemas"]["Export"][];
            nextCursor: string | null;
        };
        ExtensionList: {
            /** @description Oldest first */
            entries: {
                /**
                 * @description Who asks: whom the recording is about, or the agency itself
                 * @enum {string}
                 */
                by: "subject" | "agency";
                term: string;
                /**
                 * Format: date
                 * @description A day of the agency's zone
                 */
                from: string;
                /**
                 * Format: date
                 * @description A day of the agency's zone
                 */
                until: string;
                reason: string;
                pack: string;
                /** @description Which of its kind it is of this item */
                time: number;
                document: {
                    name: string;
                    sha256: string;
                } | null;
                /** Format: date-time */
                at: string;
                actor: string;
                actorName: string;
            }[];
            /** @description What the policy pack in force gives; empty: nobody may ask */
            may: {
                /**
                 * @description Who asks: whom the recording is about, or the agency itself
                 * @enum {string}
                 */
                by: "subject" | "agency";
                /** @description The longest term at once, ISO 8601 */
                longest: string;
                /** @description Null: as often as they like */
                times: number | null;
                used: number;
                left: number | null;
                noticeDays: number;
            }[];
        };
        ExtendedItems: {
            extended: {
                itemId: string;
                /**
                 * Format: date
                 * @description A day of the agency's zone
                 */
                until: string;
                time: number;
            }[];
            /** @description What stays as it is, and why */
            refused: {
                itemId: string;
                code: string;
                fix: string;
            }[];
        };
        EndingPage: {
            entries: {
                itemId: string;
                filename: string;
                deviceName: string;
                /**
                 * Format: date
                 * @description A day of the agency's zone
                 */
                endsOn: string;
                /** @description Oldest first */
                extensions: {
                    /**
                     * @description Who asks: whom the recording is about, or the agency itself
                     * @enum {string}
                     */
                    by: "subject" | "agency";
                    document: string | null;
                }[];
                /** @description Who may still ask that it stays longer, and how often */
                may: {
                    /**
                     * @description Who asks: whom the recording is about, or the agency itself
                     * @enum {string}
                     */
                    by: "subject" | "agency";
                    left: number | null;
                }[];
            }[];
            nextCursor: string | null;
            within: number;
        };
        DueLookPage: {
            entries: {
                itemId: string;
                filename: string;
                deviceName: string;
                /**
                 * Format: date
                 * @description A day of the agency's zone
                 */
                dueOn: string;
                isOverdue: boolean;
                floor: string;
                /** @description Its terms are over and no hold lies on it: it may be proposed for disposal */
                mayEnd: boolean;
                classes: string[];
                /** @description Null: nobody looked yet */
                last: {
                    /**
                     * Format: date
                     * @description A day of the agency's zone
                     */
                    on: string;
                    /**
                     * Format: date
                     * @description A day of the agency's zone
                     */
                    next: string | null;
                    reason: string;
                    /** Format: date-time */
                    at: string;
                    actor: string;
                    actorName: string;
                } | null;
            }[];
            nextCursor: string | null;
        };
        KeepingRequest: {
            itemIds: string[];
            /** @description Why they are still needed; it stands in the record of each item */
            reason: string;
            /**
             * Format: date
             * @description The next look, where it is to come sooner than the class says
             * @default null
             */
            next?: string | null;
        };
        KeepingAnswer: {
            reviewed: number;
        };
        FlagRequest: {
            itemIds: string[];
            /** @enum {string} */
            flag: "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force";
            /** @description It stands in the record of each item */
            reason: string;
        };
        FlagAnswer: {
            /** @description Of how many items; of the others nothing changed */
            changed: number;
        };
        FlagList: {
            entries: {
                /** @enum {string} */
                flag: "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force";
                /**
                 * Format: date-time
                 * @description UTC, RFC 3339
                 */
                setAt: string;
                setBy: string;
                setByName: string;
                reason: string;
                /** @description Null: it stands */
                ended: {
                    /**
                     * Format: date-time
                     * @description UTC, RFC 3339
                     */
                    at: string;
                    by: string;
                    byName: string;
                    reason: string;
                } | null;
            }[];
        };
        GrantRequest: {
            /** @description An account, by its id or the name with which it logs in */
            user: string;
            scope: {
                /** @enum {string} */
                type: "case";
                caseId: string;
            } | {
                /** @enum {string} */
                type: "items";
                itemIds: string[];
            };
            /** @enum {string} */
            purpose: "evidence" | "supervision" | "protection";
            /**
             * @description False: watched in the page, and nothing taken away
             * @default false
             */
            download?: boolean;
            /**
             * Format: date
             * @description Null: today
             * @default null
             */
            from?: string | null;
            /**
             * Format: date
             * @description The first day on which it counts no more
             */
            until: string;
            reason: string;
        };
        NarrowRequest: {
            /**
             * Format: date
             * @description An earlier first day on which it counts no more
             */
            until?: string;
            /**
             * @description From now on watched in the page alone
             * @enum {boolean}
             */
            download?: false;
            reason: string;
        };
        RevokeRequest: {
            reason: string;
        };
        RevokeAllRequest: {
            /** @description An account, by its id or the name with which it logs in */
            user: string;
            reason: string;
        };
        RevokedAll: {
            /** Format: uuid */
            user: string;
            revoked: number;
        };
        GrantBody: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            user: string;
            userName: string;
            /** Format: uuid */
            caseId: string | null;
            caseNumber: string | null;
            itemIds: string[] | null;
            /** @enum {string} */
            purpose: "evidence" | "supervision" | "protection";
            download: boolean;
            from: string;
            until: string;
            reason: string;
            /** Format: date-time */
            givenAt: string;
            /** Format: uuid */
            givenBy: string;
            givenByName: string;
            /** Format: date-time */
            revokedAt: string | null;
            /** @enum {string} */
            state: "waiting" | "in-force" | "over" | "revoked";
            /**
             * Format: date-time
             * @description When content was first read by it; null: not yet opened
             */
            openedAt: string | null;
        };
        GrantPage: {
            entries: components["schemas"]["GrantBody"][];
            nextCursor: string | null;
        };
        HouseHealth: {
            /** @description What is worst of each comes first */
            parts: {
                /** @description As /readyz names it */
                name: string;
                /**
                 * @description fine; backlog: work waits too long; alarm: somebody must look; worker, needed: it is down; unknown: what it is asked through is down
                 * @enum {string}
                 */
                state: "fine" | "unknown" | "backlog" | "alarm" | "worker" | "needed";
                /**
                 * Format: date-time
                 * @description When this process first found it so; null: it is fine, or not known
                 */
                since: string | null;
            }[];
            queues: {
                step: string;
                /** @description Items that this step is due for; 1,000: so many or more */
                waiting: number;
                /** @description Of all items, those at which it is tried now */
                tried: number;
                /** @description Of all items, those at which it failed and is tried again later */
                failed: number;
                /**
                 * Format: date-time
                 * @description When the item came that waits longest for it
                 */
                oldestAt: string | null;
            }[];
            room: {
                /** @description Null: the store does not say */
                freeBytes: number | null;
                /** @description Of originals and copies of the last 7 days */
                receivedBytes: number;
                /** @description At that rate; null: it cannot be said */
                daysLeft: number | null;
            };
            /** @description Null: the database cannot be asked */
            fixity: {
                failing: number;
                unreadable: number;
                /**
                 * Format: date-time
                 * @description All that is stored was read again since then
                 */
                oldestReadAt: string | null;
            } | null;
            /** @description Null: the database cannot be asked */
            backups: {
                /**
                 * Format: date-time
                 * @description When the newest one was made
                 */
                madeAt: string | null;
                /** @description The newest that was put back for a trial and was sound */
                sound: {
                    /** Format: date-time */
                    madeAt: string;
                    /** Format: date-time */
                    triedAt: string;
                } | null;
                /** @description The one that was tried last was not sound */
                isBroken: boolean;
            } | null;
        };
        HoldRequest: {
            /** @enum {string} */
            kind: "litigation" | "complaint" | "review" | "discovery" | "supervision";
            scope: {
                /** @enum {string} */
                kind: "items";
                itemIds: string[];
            } | {
                /** @enum {string} */
                kind: "case";
                caseId: string;
            } | {
                /** @enum {string} */
                kind: "session";
                sessionId: string;
            } | {
                /** @enum {string} */
                kind: "query";
                query: {
                    deviceId?: string;
                    /** @description As the device declared it */
                    activity?: string;
                    declaredCase?: string;
                    /** Format: date-time */
                    recordedFrom?: string;
                    /**
                     * Format: date-time
                     * @description Before that time
                     */
                    recordedUntil?: string;
                    /** Format: date-time */
                    receivedFrom?: string;
                    /**
                     * Format: date-time
                     * @description Before that time
                     */
                    receivedUntil?: string;
                };
            };
            /** @description Number of the decision that orders the hold */
            authorityNumber: string;
            document: {
                /** @enum {string} */
                mediaType: "application/pdf" | "image/jpeg" | "image/png";
                /** @description The decision itself, at most 4 MiB */
                base64: string;
            };
            reason: string;
            /**
             * Format: date
             * @description By then somebody must look whether it is still needed
             */
            reviewOn: string;
        };
        HoldReleaseRequest: {
            reason: string;
        };
        HoldReviewRequest: {
            /** Format: date */
            reviewOn: string;
            reason: string;
        };
        Hold: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "litigation" | "complaint" | "review" | "discovery" | "supervision";
            scope: {
                /** @enum {string} */
                kind: "items" | "case" | "session" | "query";
                itemIds?: string[];
                caseId?: string;
                sessionId?: string;
                query?: {
                    [key: string]: string;
                };
            };
            authority: {
                number: string;
                mediaType: string;
                sizeBytes: number;
                sha256: string;
            };
            reason: string;
            /** @description Day in the agency's zone */
            reviewOn: string;
            isOverdue: boolean;
            /** Format: date-time */
            placedAt: string;
            /** Format: uuid */
            placedBy: string;
            /** @description As called today */
            placedByName: string;
            released: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                byName: string;
                reason: string;
            } | null;
            /** @description Items that came into it so far */
            items: number;
            /** @description Of them, those whose every object the store showed to be held */
            kept: number;
        };
        HoldPage: {
            entries: components["schemas"]["Hold"][];
            nextCursor: string | null;
        };
        HeldItems: {
            entries: {
                /** Format: uuid */
                id: string;
                name: string | null;
                /** Format: date-time */
                joinedAt: string;
                /** Format: date-time */
                leftAt: string | null;
                /** @description The store showed that every object of it is held */
                isKept: boolean;
            }[];
            nextCursor: string | null;
        };
        ItemHold: {
            /** @description What the store showed; null: the item was never held */
            kept: {
                isHeld: boolean;
                objects: number;
                /** Format: date-time */
                readBackAt: string | null;
                /** @description Code of the last try, if it failed */
                failure: string | null;
            } | null;
        };
        HouseKeyEntry: {
            /** @description SHA-256 of SubjectPublicKeyInfo: how the key is called */
            spkiSha256: string;
            /** @enum {string} */
            role: "manifest-signer" | "second-signer" | "ledger" | "root" | "second-root" | "issuing" | "device-authority";
            /** @enum {string} */
            suite: "p256" | "rsa" | "sm2" | "ed25519";
            /** @description Of the certificate, DER; null: a bare key */
            certificateSha256: string | null;
            /** Format: date-time */
            notBefore: string | null;
            /** Format: date-time */
            notAfter: string | null;
            /** Format: date-time */
            addedAt: string;
            /**
             * Format: date-time
             * @description Null: in use
             */
            usedUntil: string | null;
            /** @description Whether the ledger tells of it */
            isEntered: boolean;
            /** Format: date-time */
            rotationAskedAt: string | null;
            revocation: {
                /** Format: date-time */
                at: string;
                /**
                 * Format: date-time
                 * @description From when on nothing it signed is to be believed
                 */
                since: string;
                /** @enum {string} */
                reason: "unspecified" | "keyCompromise" | "cACompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation" | "privilegeWithdrawn";
                /** @description Whether the ledger tells of it; it waits for what the key signed before */
                isEntered: boolean;
            } | null;
        };
        HouseKeyList: {
            entries: components["schemas"]["HouseKeyEntry"][];
        };
        RevocationRequest: {
            /**
             * @description RFC 5280 5.3.1
             * @enum {string}
             */
            reason: "unspecified" | "keyCompromise" | "cACompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation" | "privilegeWithdrawn";
            /** @description Now unless given; never later (RFC 5280 5.3.2) */
            since?: string;
            why: string;
        };
        SubmitRequest: {
            /** @description What the handling unit says for it; later, what was done about the problems */
            statement: string;
        };
        OpinionRequest: {
            /** @description Of the submission that was read */
            submissionSha256: string;
            /** @enum {string} */
            verdict: "agree" | "agree-with-corrections" | "problems";
            text: string;
            /**
             * @description Points that are not marked were not spoken of
             * @default []
             */
            marks?: {
                /** @enum {string} */
                point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file";
                /** @enum {string} */
                mark: "fine" | "correct" | "problem";
                /** @default  */
                text?: string;
            }[];
            /**
             * @description The written opinion as it was signed
             * @default null
             */
            document?: {
                no: string;
                sha256: string;
            } | null;
        };
        ReviewPointShown: {
            /** @enum {string} */
            point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file";
            /** @enum {string} */
            group: "legality" | "sufficiency";
            title: {
                "zh-CN": string;
                en: string;
            };
            /** @enum {string} */
            state: "met" | "not-met" | "not-applicable" | "cannot-be-told";
            reasons: {
                code: string;
                /** @enum {string} */
                weight: "against" | "unknown" | "note";
                sessionId: string | null;
                itemId: string | null;
                text: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
        };
        ReviewReport: {
            points: components["schemas"]["ReviewPointShown"][];
        };
        UnitSignatureRequest: {
            /** @description Detached CMS over the submission's text, DER, by a certificate of the handling unit */
            signature: string;
        };
        CaseReviewBody: {
            /** @description By the pack in force */
            isNeeded: boolean;
            grounds: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                cite: {
                    source: string;
                    at: string;
                }[];
            }[];
            /** @enum {string} */
            state: "not-needed" | "missing" | "waiting" | "overdue" | "returned" | "agreed";
            /**
             * @description The case was decided without an agreed round, or before it; null: neither
             * @enum {string|null}
             */
            finding: "decided-without" | "agreed-after-decision" | null;
            /** Format: date */
            dueOn: string | null;
            /** @description Oldest first; those that name what you may not know of are not there */
            rounds: {
                round: number;
                submission: components["schemas"]["DocumentHead"];
                /**
                 * Format: date
                 * @description The last day for the opinion; null: no rule says
                 */
                dueOn: string | null;
                /** @description The handling unit's own; null: none */
                unitSignature: {
                    sha256: string;
                    signer: string;
                    certificateSha256: string;
                    root: string;
                    /**
                     * Format: date-time
                     * @description By the signer's own word
                     */
                    signedAt: string | null;
                    /** Format: date-time */
                    at: string;
                    by: string;
                    /** @description Who presented it */
                    byName: string;
                } | null;
                /** @description The house asks for it, the submission names a unit, and neither it nor an opinion is there */
                needsUnitSignature: boolean;
                /** @description Null: it waits for one */
                opinion: {
                    id: string;
                    number: number;
                    sha256: string;
                    /** Format: date-time */
                    madeAt: string;
                    madeBy: string;
                    madeByName: string;
                    isSigned: boolean;
                    /** @description The ledger tells of it, by a salted commitment */
                    isEntered: boolean;
                    /** @enum {string} */
                    verdict: "agree" | "agree-with-corrections" | "problems";
                } | null;
            }[];
        };
        ReviewRound: {
            round: number;
            submission: components["schemas"]["DocumentHead"];
            /**
             * Format: date
             * @description The last day for the opinion; null: no rule says
             */
            dueOn: string | null;
            /** @description The handling unit's own; null: none */
            unitSignature: {
                sha256: string;
                signer: string;
                certificateSha256: string;
                root: string;
                /**
                 * Format: date-time
                 * @description By the signer's own word
                 */
                signedAt: string | null;
                /** Format: date-time */
                at: string;
                by: string;
                /** @description Who presented it */
                byName: string;
            } | null;
            /** @description The house asks for it, the submission names a unit, and neither it nor an opinion is there */
            needsUnitSignature: boolean;
            /** @description Null: it waits for one */
            opinion: {
                id: string;
                number: number;
                sha256: string;
                /** Format: date-time */
                madeAt: string;
                madeBy: string;
                madeByName: string;
                isSigned: boolean;
                /** @description The ledger tells of it, by a salted commitment */
                isEntered: boolean;
                /** @enum {string} */
                verdict: "agree" | "agree-with-corrections" | "problems";
            } | null;
            statement: string;
            submitted: components["schemas"]["ProvenText"];
            /** @description What the handling unit signed, detached CMS */
            unitCms: string | null;
            counts: {
                items: number;
                sessions: number;
                records: number;
            };
            caseFileVersion: number | null;
            /** @description A year without a table of working days was counted through */
            provisional: boolean;
            /** @description As they were on the day of submission */
            points: components["schemas"]["ReviewPointShown"][];
            /** @description Since the round before; null: there is none, or none for you */
            changes: {
                /** @enum {string} */
                part: "facts" | "case-file" | "item" | "session" | "record" | "point" | "rules";
                /** @enum {string} */
                act: "added" | "removed" | "changed";
                subject: string;
                before: string | null;
                after: string | null;
            }[] | null;
            said: {
                text: string;
                marks: {
                    /** @enum {string} */
                    point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file";
                    /** @enum {string} */
                    mark: "fine" | "correct" | "problem";
                    text: string;
                }[];
                document: {
                    no: string;
                    sha256: string;
                } | null;
                given: components["schemas"]["ProvenText"];
            } | null;
        };
        SufficiencyReport: {
            /** @enum {string} */
            type: "holdfast/sufficiency-report/v1";
            case: {
                id: string;
                number: string;
            };
            round: number;
            submissionSha256: string;
            /** Format: date-time */
            submittedAt: string;
            /** @description The pack that was in force */
            rules: {
                code: string;
                version: number;
                sha256: string;
            } | null;
            /** @description As they were on the day of submission */
            points: components["schemas"]["ReviewPointShown"][];
            /** @description The handling unit's own; null: none */
            unitSignature: {
                sha256: string;
                signer: string;
                certificateSha256: string;
                root: string;
                /**
                 * Format: date-time
                 * @description By the signer's own word
                 */
                signedAt: string | null;
                /** Format: date-time */
                at: string;
                by: string;
                /** @description Who presented it */
                byName: string;
            } | null;
            opinion: {
                /** @enum {string} */
                verdict: "agree" | "agree-with-corrections" | "problems";
                sha256: string;
                marks: {
                    /** @enum {string} */
                    point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file";
                    /** @enum {string} */
                    mark: "fine" | "correct" | "problem";
                    text: string;
                }[];
                document: {
                    no: string;
                    sha256: string;
                } | null;
            } | null;
        };
        WaitingReviews: {
            entries: {
                caseId: string;
                caseNumber: string;
                round: number;
                /** Format: date-time */
                submittedAt: string;
                /** Format: date */
                dueOn: string | null;
                isOverdue: boolean;
            }[];
            nextCursor: string | null;
        };
        UnreviewedCases: {
            entries: {
                id: string;
                number: string;
                /** Format: date */
                decidedOn: string | null;
                /**
                 * @description Not null: it was decided without
                 * @enum {string|null}
                 */
                finding: "decided-without" | "agreed-after-decision" | null;
                grounds: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
            }[];
            nextCursor: string | null;
        };
        LiveChannelRequest: {
            room: string;
            /** @description Of the camera or microphone; once in a session */
            name: string;
            /** @enum {string} */
            kind: "video" | "audio" | "both";
            /** @description Of the device that pushes to it */
            deviceId: string;
            /**
             * @description Id of the channel whose camera this one records too, by another device: their holes are judged together
             * @default null
             */
            secondOf?: string | null;
        };
        LiveActRequest: {
            /** @enum {string} */
            act: "start" | "pause" | "resume" | "stop";
            /** @default null */
            reason?: string | null;
        };
        LiveMarkerRequest: {
            /**
             * @default marker
             * @enum {string}
             */
            kind?: "marker" | "announcement";
            /**
             * @description What happened, in a word of the house, like "rights_told"
             * @default null
             */
            code?: string | null;
            /** @default null */
            words?: string | null;
        };
        LiveChannelBody: {
            id: string;
            room: string;
            name: string;
            /** @enum {string} */
            kind: "video" | "audio" | "both";
            deviceId: string;
            /** @description The channel whose camera it records too */
            secondOf: string | null;
            /** @description Of its chain */
            links: number;
            /** @description The chain's value behind the last link */
            head: string;
            /** @description Links behind the newest head follow from it, the next thousand at most; custody judged those before */
            isSound: boolean;
            /** @description How many links the newest head that custody made tells of */
            toldLinks: number;
            /**
             * Format: date-time
             * @description When its last segment was here
             */
            lastAt: string | null;
            /**
             * Format: date-time
             * @description It should send, and has not since then
             */
            silentSince: string | null;
            /** @description By the newest segment */
            clock: {
                /**
                 * @description Of when its newest segment was recorded. measured: the recorder measured its clock against this service's; claimed: it says a time by a clock that nobody measured; unknown: it says none
                 * @enum {string}
                 */
                basis: "measured" | "claimed" | "unknown";
                /** @description The recorder's clock minus this service's */
                offsetMs: number | null;
                /** @description What that may be wrong by */
                errorMs: number | null;
                /** @description The camera's clock minus the recorder's, by the camera's word */
                cameraOffsetMs: number | null;
                /** @description By how much the camera's newest words differ */
                cameraSpreadMs: number | null;
            };
            takes: {
                itemId: string;
                number: number;
                track: string;
                /** @enum {string} */
                lane: "main" | "aside";
                bytes: number;
                segments: number;
                /** Format: date-time */
                openedAt: string;
                /** Format: date-time */
                endedAt: string | null;
                endReason: string | null;
            }[];
            /** @description What is missing now; what came late fills what was */
            holes: {
                track: string;
                /** @enum {string} */
                kind: "sequence-missing" | "time-missing" | "time-jumped-back" | "silent" | "cut";
                /** @enum {string} */
                cause: "server-away" | "source" | "unknown" | "recorder-away" | "recorder-fault" | "recorder-full" | "source-away" | "source-silent" | "source-fault";
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                firstMissing: number | null;
                lastMissing: number | null;
                missingMs: number | null;
                /** @description null: the channel has no other recorder */
                cover: {
                    /**
                     * @description covered: the other recorder recorded all of it, so it is watched there; partly; missed: by both; unknown: a clock was not measured, or the other's segments are still to come
                     * @enum {string}
                     */
                    state: "covered" | "partly" | "missed" | "unknown";
                    /** @description Of the other recorder */
                    channel: string;
                    /**
                     * Format: date-time
                     * @description When it was by this service's clock, as long as it may be
                     */
                    from: string | null;
                    /** Format: date-time */
                    to: string | null;
                } | null;
            }[];
            /** @description Segments that came late, or under a name that other bytes have */
            aside: number;
        };
        LiveSessionPage: {
            entries: {
                id: string;
                number: string;
                /** @enum {string} */
                status: "waiting" | "open" | "paused" | "interrupted" | "closing" | "closed" | "sealed";
                /** Format: date-time */
                startedAt: string;
                channels: {
                    id: string;
                    room: string;
                    name: string;
                    /** Format: date-time */
                    lastAt: string | null;
                    /** @description The channel whose camera it records too */
                    secondOf: string | null;
                    /** @description Since its last segment, while its session runs */
                    behindMs: number | null;
                    /** @description Holes that were found; what came late may have filled some */
                    gaps: number;
                    /** Format: date-time */
                    silentSince: string | null;
                }[];
            }[];
            nextCursor: string | null;
        };
        LiveSessionBody: {
            /** @enum {string} */
            status: "waiting" | "open" | "paused" | "interrupted" | "closing" | "closed" | "sealed";
            channels: components["schemas"]["LiveChannelBody"][];
            /** @description What of a camera nobody is shown to have: each hole of a channel alone, and of two recorders what neither is shown to have recorded */
            missing: {
                channels: string[];
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
            }[];
            events: {
                index: number;
                /** @enum {string} */
                kind: "start" | "pause" | "resume" | "stop" | "marker" | "announcement";
                /** Format: date-time */
                at: string;
                by: string;
                code: string | null;
                words: string | null;
            }[];
        };
        LivePaperHead: {
            number: number;
            links: number;
            sha256: string;
            /** Format: date-time */
            madeAt: string;
            isSigned: boolean;
            isEntered: boolean;
        };
        LiveListsBody: {
            /** @description Newest first; the newest tells all that the session has */
            lists: components["schemas"]["LivePaperHead"][];
        };
        LiveHeadsBody: {
            heads: {
                links: number;
                /** Format: date-time */
                madeAt: string;
                /** @description Exact: its SHA-256 in UTF-8 is what is signed and committed to */
                text: string;
                /** @description Detached CMS over the text, base64 */
                signature: string | null;
                ledger: {
                    /** @description Its commitment is the SHA-256 of the salt and the text */
                    leaf: string;
                    saltHex: string;
                    origin: string;
                    index: number;
                    /** @description C2SP tlog-proof of the entry */
                    proof: string;
                } | null;
            }[];
        };
        LiveSegmentsBody: {
            segments: {
                link: number;
                /** Format: date-time */
                at: string;
                value: string;
                itemId: string;
                offset: number;
                size: number;
                sha256: string;
                track: string;
                /** @enum {string} */
                lane: "main" | "aside";
                path: string;
                sequence: number | null;
                mediaFromMs: number | null;
                mediaToMs: number | null;
                /** Format: date-time */
                recordedAt: string | null;
                isComplete: boolean;
                cause: string | null;
            }[];
            /** @description Give it as `after` for the next page; null: this was the last */
            next: number | null;
        };
        MomentRequest: {
            /** @description Of the recording's own time line, as its viewing copy plays */
            ptsMs: number;
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        MomentBody: {
            itemId: string;
            filename: string;
            /** @description Of the original */
            sha256: string | null;
            /** @description Of the recording's own time line, as its viewing copy plays */
            ptsMs: number;
            /** @description By the source's own clock, and how that stood against this service's; null: not declared */
            wall: {
                /** Format: date-time */
                at: string;
                clockOffsetMs: number | null;
            } | null;
            /** @description Opens the item at this moment */
            page: string;
            /** @description The last one at or before the moment; null: nobody cited it yet, or no purpose was stated */
            picture: {
                /**
                 * @description It is being made; ask again
                 * @enum {string}
                 */
                state: "waiting";
            } | {
                /** @enum {string} */
                state: "made";
                /** @description When the picture is shown, of the recording's own line */
                atUs: number;
                /** @description Its time stamp as the container has it */
                pts: number;
                timeBase: string;
                zeroUs: number;
                /** @description How many pictures are shown before it; null: not countable */
                frame: number | null;
                /** @description Over the picture as it is decoded */
                frameSha256: string;
                pixelFormat: string;
                rotation: number;
                /** @description Number of the stream in the original */
                stream: number;
                madeBy: {
                    tool: string;
                    version: string;
                    recipe: string;
                    /** @description What opened a container of its maker's own first: the picture is of what it wrote */
                    program: {
                        name: string;
                        version: string;
                        /** @description SHA-256, lower-case hex */
                        sha256: string;
                        /** @description SHA-256, lower-case hex */
                        filesSha256: string;
                        arguments: string[];
                        output: {
                            sizeBytes: number;
                            /** @description SHA-256, lower-case hex */
                            sha256: string;
                        };
                    } | null;
                };
                /** @description Prints frameSha256 last, with ffmpeg 5.1 or later and the original as SOURCE */
                command: string;
            } | {
                /**
                 * @description none: the recording has none there; failed: it could not be made, and is tried anew once somebody cites it again; hidden: who may not watch the picture is not told its digest
                 * @enum {string}
                 */
                state: "none" | "failed" | "hidden";
                /** @description A code of README's table */
                reason: string;
            } | null;
        };
        CredentialRequest: {
            /** @description 执法证号 */
            credentialNo: string;
            name: string;
            unit: string;
            /** @default [] */
            powers?: string[];
            /** Format: date */
            validFrom: string;
            /**
             * Format: date
             * @description The last day; null: until further notice
             * @default null
             */
            validTo?: string | null;
            /**
             * @description The entry that this one corrects
             * @default null
             */
            replaces?: string | null;
            /** @default null */
            reason?: string | null;
        };
        AccountRequest: {
            /** @description Name with which the officer logs in; null: none */
            account: string | null;
        };
        OfficerEntry: {
            id: string;
            credentialNo: string;
            name: string;
            unit: string;
            powers: string[];
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validTo: string | null;
            source: string;
            /** Format: date-time */
            enteredAt: string;
            enteredBy: string;
            replaces: string | null;
            reason: string | null;
        };
        Officer: {
            id: string;
            /** @description The account of this person */
            userId: string | null;
            name: string;
            unit: string;
            /** @description Of the credential that began last */
            credentialNo: string;
            /** @description The credential that was valid on the day asked for */
            valid: {
                id: string;
                credentialNo: string;
                name: string;
                unit: string;
                powers: string[];
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validTo: string | null;
                source: string;
                /** Format: date-time */
                enteredAt: string;
                enteredBy: string;
                replaces: string | null;
                reason: string | null;
            } | null;
            /** @description Everything that was ever entered, in that order */
            entries: components["schemas"]["OfficerEntry"][];
        };
        OfficerPage: {
            entries: components["schemas"]["Officer"][];
            nextCursor: string | null;
        };
        ImportRequest: {
            csv: string;
            /** @description Name of the system that the table comes from */
            source: string;
            /** @default null */
            reason?: string | null;
            /**
             * @description Look only; nothing is written
             * @default false
             */
            dryRun?: boolean;
        };
        ImportReport: {
            added: number;
            corrected: number;
            unchanged: number;
            written: boolean;
            /** @description All that is wrong with the table, by line; with one of them nothing is written */
            faults: components["schemas"]["TableFault"][];
        };
        SessionMarksBody: {
            /** @description In order of time */
            marks: {
                /** @description Of the recording's own time line, within about two seconds: by when the service heard of it and began to receive the recording */
                atMs: number;
                /** @enum {string} */
                kind: "marker" | "announcement";
                /** Format: date-time */
                at: string;
                code: string | null;
                words: string | null;
            }[];
        };
        NeighboursBody: {
            before: {
                /** Format: uuid */
                itemId: string;
                /** @description For so long its recorder recorded nothing between the two that you may know of */
                gapMs: number;
                /** @description So much of it somebody paused */
                pausedMs: number;
                /**
                 * @description Whose time says so: ours, by measured offsets; what the device claims; or both
                 * @enum {string}
                 */
                clock: "measured" | "claimed" | "mixed";
                /** @description It may be longer or shorter by so much */
                errorMs: number;
            } | null;
            after: {
                /** Format: uuid */
                itemId: string;
                /** @description For so long its recorder recorded nothing between the two that you may know of */
                gapMs: number;
                /** @description So much of it somebody paused */
                pausedMs: number;
                /**
                 * @description Whose time says so: ours, by measured offsets; what the device claims; or both
                 * @enum {string}
                 */
                clock: "measured" | "claimed" | "mixed";
                /** @description It may be longer or shorter by so much */
                errorMs: number;
            } | null;
        };
        PolicyList: {
            /** @description Newest first, the last 200 */
            entries: components["schemas"]["PolicyEntry"][];
            /**
             * Format: uuid
             * @description Null: the house has no pack
             */
            inForce: string | null;
        };
        AppliedText: {
            /** @description The whole file of the pack, as it stands: its bytes in UTF-8 have the digest */
            text: string;
            /** @description The house's detached CMS over the text, base64; null: not applied, or not signed yet */
            signature: string | null;
            /** @description As it came with the proposal, base64 */
            publisherSignature: string | null;
            ledger: {
                /** @description It names the digest of the text */
                leaf: string;
                origin: string;
                index: number;
                /** @description C2SP tlog-proof of the entry */
                proof: string;
            } | null;
        };
        PolicyDetail: {
            entry: components["schemas"]["PolicyEntry"];
            /** @description The whole file of the pack, as it stands: its bytes in UTF-8 have the digest */
            text: string;
            /** @description The house's detached CMS over the text, base64; null: not applied, or not signed yet */
            signature: string | null;
            /** @description As it came with the proposal, base64 */
            publisherSignature: string | null;
            ledger: {
                /** @description It names the digest of the text */
                leaf: string;
                origin: string;
                index: number;
                /** @description C2SP tlog-proof of the entry */
                proof: string;
            } | null;
            /** @description Null: this version of the program does not understand it */
            pack: {
                /** @enum {string} */
                format: "holdfast-policy/v1";
                code: string;
                version: number;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** Format: date */
                validFrom: string;
                /** @enum {string|null} */
                agencyLevel: "central" | "province" | "city" | "county" | null;
                remarks: {
                    "zh-CN": string;
                    en: string;
                } | null;
                sources: components["schemas"]["PackSource"][];
                stages: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                elements: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                shots: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                activities: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                    stage: string;
                    /** @enum {string} */
                    duty: "full" | "situational" | "optional";
                    start: {
                        "zh-CN": string;
                        en: string;
                    };
                    stop: {
                        "zh-CN": string;
                        en: string;
                    };
                    requiredElements: string[];
                    requiredShots: string[];
                    minOfficers: number;
                    maxUnexplainedGapSec: number | null;
                    nightOrHolidayWarning: boolean;
                    retention: string | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                night: {
                    from: string;
                    until: string;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                /**
                 * @default {
                 *       "writtenRecord": true,
                 *       "credentials": true
                 *     }
                 */
                recordAsks?: {
                    writtenRecord: boolean;
                    credentials: boolean;
                };
                classes: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    trigger: "recorded-end" | "received" | "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final" | "flagged" | "complaint-received" | "subject-request" | "classification-issued" | "session-end";
                    floor: {
                        /** @enum {string} */
                        kind: "duration";
                        iso: string;
                    } | {
                        /** @enum {string} */
                        kind: "permanent";
                    } | {
                        /** @enum {string} */
                        kind: "follow-case-file";
                        least: string;
                    } | {
                        /** @enum {string} */
                        kind: "until-condition";
                        /** @enum {string} */
                        condition: "purpose-met" | "proceedings-over";
                    };
                    ceiling: {
                        /** @enum {string} */
                        kind: "duration";
                        iso: string;
                    } | {
                        /** @enum {string} */
                        kind: "permanent";
                    } | {
                        /** @enum {string} */
                        kind: "follow-case-file";
                        least: string;
                    } | {
                        /** @enum {string} */
                        kind: "until-condition";
                        /** @enum {string} */
                        condition: "purpose-met" | "proceedings-over";
                    } | null;
                    /** @enum {string} */
                    basis: "calendar" | "working";
                    review: string | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                defaults: {
                    bySource: {
                        body_camera?: string;
                        dock?: string;
                        room_recorder?: string;
                        cctv?: string;
                    };
                    otherwise: string;
                };
                promotions: {
                    from: string[];
                    whenAny: ("linked-as-evidence" | "evidence-used" | "major-decision" | "litigation-open" | "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                    class: string;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                extensions: {
                    /** @enum {string} */
                    by: "subject" | "agency";
                    longest: string;
                    times: number | null;
                    noticeDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                disposal: {
                    noticeDays: number;
                    approvals: ("records" | "legal" | "admin")[];
                    graceDays: {
                        default: number;
                        most: number;
                    };
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                };
                archiveTransfers: {
                    levels: ("central" | "province" | "city" | "county")[];
                    after: string;
                    /**
                     * @default [
                     *       "permanent"
                     *     ]
                     */
                    terms?: ("P10Y" | "P30Y" | "permanent")[];
                    /** @default null */
                    localKept?: string | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                secrecy: {
                    code: string;
                    /** @enum {string} */
                    kind: "state-secret" | "work-secret" | "trade-secret" | "personal-privacy" | "minors" | "informants";
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    levels: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        longest: string | null;
                        setBy: ("central" | "province" | "city" | "county")[];
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    }[];
                    review: string | null;
                    endsByItself: boolean;
                    refusedUnlessStated: boolean;
                    beforeRelease: {
                        "zh-CN": string;
                        en: string;
                    } | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                deadlines: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    trigger: "recorded-end" | "received" | "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final" | "flagged" | "complaint-received" | "subject-request" | "classification-issued" | "session-end" | "decision-changed" | "duty-ended" | "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                    amount: number;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days" | "hours";
                    extension: number | null;
                    actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                reports: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    period: "quarter" | "year";
                    dueDaysAfter: number | null;
                    measures: ("recording-rate" | "linkage-rate" | "on-time-hand-in" | "completeness" | "equipment-ratio" | "recording-rooms" | "legal-review-coverage" | "disposals" | "holds" | "integrity-findings" | "publicity" | "spot-checks")[];
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                ratios: {
                    /** @enum {string} */
                    of: "device-sets" | "recording-rooms" | "legal-reviewers";
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    officersEach: number | null;
                    /** @enum {string} */
                    rounding: "up" | "down";
                    least: number;
                    isForInformation: boolean;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                records: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    kept: {
                        /** @enum {string} */
                        kind: "duration";
                        iso: string;
                    } | {
                        /** @enum {string} */
                        kind: "permanent";
                    } | {
                        /** @enum {string} */
                        kind: "follow-case-file";
                        least: string;
                    } | {
                        /** @enum {string} */
                        kind: "until-condition";
                        /** @enum {string} */
                        condition: "purpose-met" | "proceedings-over";
                    };
                    from: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                /** @default null */
                legalReview?: {
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    grounds: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                        whenAny: ("major-decision" | "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    }[];
                    opinion: {
                        workingDays: number;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    } | null;
                    points: ("legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file")[];
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                /** @default null */
                spotChecks?: {
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    sheets: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        subjects: ("session" | "item" | "case")[];
                        criteria: {
                            code: string;
                            title: {
                                "zh-CN": string;
                                en: string;
                            };
                            points: number;
                            loses: {
                                "zh-CN": string;
                                en: string;
                            };
                            fatal: boolean;
                            /** @enum {string|null} */
                            point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage" | null;
                            /** @description False: no rule gives this number, or the agency has not said that it is its own */
                            confirmedByAgency: boolean;
                            cite: {
                                source: string;
                                /** @default  */
                                at?: string;
                            }[];
                        }[];
                        grades: {
                            code: string;
                            title: {
                                "zh-CN": string;
                                en: string;
                            };
                            least: number;
                        }[];
                        fatalGrade: string;
                    }[];
                    sheetsDue: {
                        workingDays: number;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    } | null;
                    answer: {
                        workingDays: number;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    } | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
            } | null;
        };
        ShippedPacks: {
            entries: {
                pack: components["schemas"]["Pack"];
                /** @description The whole file of the pack, as it stands: its bytes in UTF-8 have the digest */
                text: string;
            }[];
        };
        DryRunRequest: {
            /** @description The whole file of the pack, as it stands: its bytes in UTF-8 have the digest */
            text: string;
        };
        PackCheckRequest: {
            /** @description The whole file of the pack, as it stands: its bytes in UTF-8 have the digest */
            text: string;
            /** @description Its publisher's detached CMS over the text, DER; none: it is not signed */
            signature?: string;
        };
        PackCheck: {
            /** @description Null: it is not sound */
            pack: {
                /** @enum {string} */
                format: "holdfast-policy/v1";
                code: string;
                version: number;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** Format: date */
                validFrom: string;
                /** @enum {string|null} */
                agencyLevel: "central" | "province" | "city" | "county" | null;
                remarks: {
                    "zh-CN": string;
                    en: string;
                } | null;
                sources: components["schemas"]["PackSource"][];
                stages: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                elements: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                shots: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                activities: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                    stage: string;
                    /** @enum {string} */
                    duty: "full" | "situational" | "optional";
                    start: {
                        "zh-CN": string;
                        en: string;
                    };
                    stop: {
                        "zh-CN": string;
                        en: string;
                    };
                    requiredElements: string[];
                    requiredShots: string[];
                    minOfficers: number;
                    maxUnexplainedGapSec: number | null;
                    nightOrHolidayWarning: boolean;
                    retention: string | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                night: {
                    from: string;
                    until: string;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                /**
                 * @default {
                 *       "writtenRecord": true,
                 *       "credentials": true
                 *     }
                 */
                recordAsks?: {
                    writtenRecord: boolean;
                    credentials: boolean;
                };
                classes: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    trigger: "recorded-end" | "received" | "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final" | "flagged" | "complaint-received" | "subject-request" | "classification-issued" | "session-end";
                    floor: {
                        /** @enum {string} */
                        kind: "duration";
                        iso: string;
                    } | {
                        /** @enum {string} */
                        kind: "permanent";
                    } | {
                        /** @enum {string} */
                        kind: "follow-case-file";
                        least: string;
                    } | {
                        /** @enum {string} */
                        kind: "until-condition";
                        /** @enum {string} */
                        condition: "purpose-met" | "proceedings-over";
                    };
                    ceiling: {
                        /** @enum {string} */
                        kind: "duration";
                        iso: string;
                    } | {
                        /** @enum {string} */
                        kind: "permanent";
                    } | {
                        /** @enum {string} */
                        kind: "follow-case-file";
                        least: string;
                    } | {
                        /** @enum {string} */
                        kind: "until-condition";
                        /** @enum {string} */
                        condition: "purpose-met" | "proceedings-over";
                    } | null;
                    /** @enum {string} */
                    basis: "calendar" | "working";
                    review: string | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                defaults: {
                    bySource: {
                        body_camera?: string;
                        dock?: string;
                        room_recorder?: string;
                        cctv?: string;
                    };
                    otherwise: string;
                };
                promotions: {
                    from: string[];
                    whenAny: ("linked-as-evidence" | "evidence-used" | "major-decision" | "litigation-open" | "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                    class: string;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                extensions: {
                    /** @enum {string} */
                    by: "subject" | "agency";
                    longest: string;
                    times: number | null;
                    noticeDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                disposal: {
                    noticeDays: number;
                    approvals: ("records" | "legal" | "admin")[];
                    graceDays: {
                        default: number;
                        most: number;
                    };
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                };
                archiveTransfers: {
                    levels: ("central" | "province" | "city" | "county")[];
                    after: string;
                    /**
                     * @default [
                     *       "permanent"
                     *     ]
                     */
                    terms?: ("P10Y" | "P30Y" | "permanent")[];
                    /** @default null */
                    localKept?: string | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                secrecy: {
                    code: string;
                    /** @enum {string} */
                    kind: "state-secret" | "work-secret" | "trade-secret" | "personal-privacy" | "minors" | "informants";
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    levels: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        longest: string | null;
                        setBy: ("central" | "province" | "city" | "county")[];
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    }[];
                    review: string | null;
                    endsByItself: boolean;
                    refusedUnlessStated: boolean;
                    beforeRelease: {
                        "zh-CN": string;
                        en: string;
                    } | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                deadlines: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    trigger: "recorded-end" | "received" | "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final" | "flagged" | "complaint-received" | "subject-request" | "classification-issued" | "session-end" | "decision-changed" | "duty-ended" | "preservation-registered" | "seizure-started" | "suit-received" | "secrecy-doubted";
                    amount: number;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days" | "hours";
                    extension: number | null;
                    actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                reports: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    period: "quarter" | "year";
                    dueDaysAfter: number | null;
                    measures: ("recording-rate" | "linkage-rate" | "on-time-hand-in" | "completeness" | "equipment-ratio" | "recording-rooms" | "legal-review-coverage" | "disposals" | "holds" | "integrity-findings" | "publicity" | "spot-checks")[];
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                ratios: {
                    /** @enum {string} */
                    of: "device-sets" | "recording-rooms" | "legal-reviewers";
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    officersEach: number | null;
                    /** @enum {string} */
                    rounding: "up" | "down";
                    least: number;
                    isForInformation: boolean;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                records: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    kept: {
                        /** @enum {string} */
                        kind: "duration";
                        iso: string;
                    } | {
                        /** @enum {string} */
                        kind: "permanent";
                    } | {
                        /** @enum {string} */
                        kind: "follow-case-file";
                        least: string;
                    } | {
                        /** @enum {string} */
                        kind: "until-condition";
                        /** @enum {string} */
                        condition: "purpose-met" | "proceedings-over";
                    };
                    from: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                /** @default null */
                legalReview?: {
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    grounds: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        actionKinds: ("penalty" | "coercion" | "inspection" | "collection" | "expropriation" | "licence")[];
                        whenAny: ("major-decision" | "obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    }[];
                    opinion: {
                        workingDays: number;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    } | null;
                    points: ("legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file")[];
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                /** @default null */
                spotChecks?: {
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    sheets: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        subjects: ("session" | "item" | "case")[];
                        criteria: {
                            code: string;
                            title: {
                                "zh-CN": string;
                                en: string;
                            };
                            points: number;
                            loses: {
                                "zh-CN": string;
                                en: string;
                            };
                            fatal: boolean;
                            /** @enum {string|null} */
                            point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage" | null;
                            /** @description False: no rule gives this number, or the agency has not said that it is its own */
                            confirmedByAgency: boolean;
                            cite: {
                                source: string;
                                /** @default  */
                                at?: string;
                            }[];
                        }[];
                        grades: {
                            code: string;
                            title: {
                                "zh-CN": string;
                                en: string;
                            };
                            least: number;
                        }[];
                        fatalGrade: string;
                    }[];
                    sheetsDue: {
                        workingDays: number;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    } | null;
                    answer: {
                        workingDays: number;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    } | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
            } | null;
            sha256: string;
            /** @description Whose signature was sent along */
            publisher: {
                /** @description Subject of the certificate, RFC 4514 */
                signer: string;
                certificateSha256: string;
                root: string;
                /**
                 * Format: date-time
                 * @description The end of the signer's certificate
                 */
                validUntil: string;
                /**
                 * Format: date-time
                 * @description By the signer's own word
                 */
                signedAt: string | null;
                /** @description Of the signature */
                sha256: string;
            } | null;
            problems: {
                path: string;
                text: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
        };
        DryRunLine: {
            done: number;
            of: number;
        } | {
            report: components["schemas"]["DryRunReport"];
        };
        PackProposal: {
            /** @description The whole file of the pack, as it stands: its bytes in UTF-8 have the digest */
            text: string;
            /** @description Its publisher's detached CMS over the text, DER; none: it is not signed */
            signature?: string;
            why: string;
        };
        PackApproval: {
            /** @description Of the text that was read */
            sha256: string;
            why: string;
        };
        PackWithdrawal: {
            why: string;
        };
        PublicityRequest: {
            /** @description How many entries were seen */
            known: number;
            /**
             * @description exempt: law keeps it from being published; annulled: the decision was changed or annulled; mistaken: an entry was wrong
             * @enum {string}
             */
            act: "published" | "exempt" | "annulled" | "withdrawn" | "mistaken";
            /**
             * Format: date
             * @description The day on which it happened
             */
            on: string;
            /** @description Where it was published */
            place?: string;
            /** @description Needed for exempt, annulled and mistaken */
            reason?: string;
            /** @description Index of the entry that was wrong */
            mistake?: number;
        };
        CasePublicity: {
            /** Format: date */
            decidedOn: string | null;
            publish: {
                /** @enum {string} */
                state: "done" | "late" | "due" | "overdue" | "exempt" | "no-rule" | "nothing-published";
                /**
                 * Format: date
                 * @description Null: no rule of the pack says when
                 */
                due: string | null;
                /** @description A year without a table of working days was counted through */
                provisional: boolean;
                /** Format: date */
                doneOn: string | null;
                /** @description Code of the deadline in the pack */
                rule: string | null;
            } | null;
            withdraw: {
                /** @enum {string} */
                state: "done" | "late" | "due" | "overdue" | "exempt" | "no-rule" | "nothing-published";
                /**
                 * Format: date
                 * @description Null: no rule of the pack says when
                 */
                due: string | null;
                /** @description A year without a table of working days was counted through */
                provisional: boolean;
                /** Format: date */
                doneOn: string | null;
                /** @description Code of the deadline in the pack */
                rule: string | null;
                /** Format: date */
                annulledOn: string;
            } | null;
            entries: {
                index: number;
                /** @enum {string} */
                act: "published" | "exempt" | "annulled" | "withdrawn" | "mistaken";
                /** Format: date */
                on: string;
                place: string | null;
                reason: string | null;
                mistake: number | null;
                /** Format: date-time */
                enteredAt: string;
                enteredBy: string;
                enteredByName: string;
                stands: boolean;
            }[];
        };
        RecordProof: {
            /** @description The ledger's entry, exact text */
            leaf: string;
            /** @description Of a link: the entry's commitment is the SHA-256 of these bytes and the record's text */
            saltHex: string | null;
            /** @description Of a record told by the hour: RFC 6962 tree whose leaves are the digests of records in their chains, as 64 hex digits */
            batch: {
                place: number;
                size: number;
                /** @description From the record's hash up to the entry's root */
                inclusion: string[];
            } | null;
            ledger: {
                origin: string;
                index: number;
                /** @description C2SP tlog-proof of the entry */
                proof: string;
            };
        };
        SessionRequest: {
            number: string;
            caseId?: string | null;
            /** @description Codes of the policy pack in force */
            activities?: string[];
            officerIds?: string[];
            flags?: ("obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
            place?: string | null;
            /** @description As the case calls its parties */
            partyCodes?: string[];
            /** Format: date-time */
            plannedStart?: string | null;
            /** Format: date-time */
            plannedStop?: string | null;
            /** Format: date-time */
            startedAt?: string | null;
            /** Format: date-time */
            stoppedAt?: string | null;
            startReason?: string | null;
            stopReason?: string | null;
            /** @description Time, place, officers and act were spoken, and the party told */
            announced?: boolean;
            legalBasis?: string | null;
            documentNo?: string | null;
            pauses?: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                reason: string | null;
            }[];
            /** @description Why nothing was recorded, where nothing was */
            notRecorded?: string | null;
            /** @description Why it could not wait, at night or on a day off */
            urgentReason?: string | null;
        };
        SessionChangeRequest: {
            revision: number;
            reason?: string;
            facts: {
                number?: string;
                caseId?: string | null;
                /** @description Codes of the policy pack in force */
                activities?: string[];
                officerIds?: string[];
                flags?: ("obstruction" | "major-incident" | "complex" | "complaint" | "real-estate" | "minor-involved" | "subject-request" | "use-of-force")[];
                place?: string | null;
                /** @description As the case calls its parties */
                partyCodes?: string[];
                /** Format: date-time */
                plannedStart?: string | null;
                /** Format: date-time */
                plannedStop?: string | null;
                /** Format: date-time */
                startedAt?: string | null;
                /** Format: date-time */
                stoppedAt?: string | null;
                startReason?: string | null;
                stopReason?: string | null;
                /** @description Time, place, officers and act were spoken, and the party told */
                announced?: boolean;
                legalBasis?: string | null;
                documentNo?: string | null;
                pauses?: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                    reason: string | null;
                }[];
                /** @description Why nothing was recorded, where nothing was */
                notRecorded?: string | null;
                /** @description Why it could not wait, at night or on a day off */
                urgentReason?: string | null;
            };
        };
        Finding: {
            code: string;
            /** @enum {string} */
            weight: "fault" | "open" | "note";
            facts: {
                [key: string]: string | number;
            };
            text: {
                "zh-CN": string;
                en: string;
            };
        };
        Completeness: {
            /** @enum {string} */
            verdict: "complete" | "open" | "incomplete";
            findings: components["schemas"]["Finding"][];
        };
        CaseCompleteness: {
            /** @enum {string} */
            verdict: "complete" | "open" | "incomplete";
            sessions: {
                /** @enum {string} */
                verdict: "complete" | "open" | "incomplete";
                findings: components["schemas"]["Finding"][];
                id: string;
                number: string;
            }[];
            /** @description Items of the case that are of no session: nothing judges them */
            unplaced: string[];
            /** @description False: the case has more sessions than were judged */
            isWhole: boolean;
        };
        SessionSummary: {
            /** @description In force on it, on its case, and on what is of it */
            labels: ("secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart")[];
            id: string;
            number: string;
            caseId: string | null;
            place: string | null;
            activities: string[];
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            stoppedAt: string | null;
            /** Format: date-time */
            plannedStart: string | null;
        };
        SessionDetail: {
            id: string;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            number: string;
            caseId: string | null;
            /** @description Codes of the policy pack in force */
            activities: string[];
            officerIds: string[];
            flags: string[];
            place: string | null;
            /** @description As the case calls its parties */
            partyCodes: string[];
            /** Format: date-time */
            plannedStart: string | null;
            /** Format: date-time */
            plannedStop: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            stoppedAt: string | null;
            startReason: string | null;
            stopReason: string | null;
            /** @description Time, place, officers and act were spoken, and the party told */
            announced: boolean;
            legalBasis: string | null;
            documentNo: string | null;
            pauses: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                reason: string | null;
            }[];
            /** @description Why nothing was recorded, where nothing was */
            notRecorded: string | null;
            /** @description Why it could not wait, at night or on a day off */
            urgentReason: string | null;
            recordings: {
                itemId: string;
                deviceId: string;
                deviceName: string;
                /** @description That recorded, where a dock sent it */
                camera: string | null;
                /** Format: date-time */
                recordedAt: string | null;
                durationMs: number | null;
                /** @description How the clock that it is by was from ours; null: nobody looked */
                clock: {
                    /** @description Its clock minus ours; 0 where it was set meanwhile */
                    offsetMs: number;
                    /** @description The offset may be wrong by so much */
                    errorMs: number;
                    /** @description By how much it may have moved between the checks */
                    spreadMs: number;
                    /** @description It was set between two checks */
                    isJump: boolean;
                } | null;
                /**
                 * @description Who said that it is of this session; service: it was recorded, or made, as part of it
                 * @enum {string}
                 */
                by: "person" | "device" | "service";
            }[];
            completeness: components["schemas"]["Completeness"];
            /** @description Of what is planned: it needs an emergency, at night or on a day off */
            warnings: components["schemas"]["Finding"][];
        };
        CaseLine: {
            /** @description By when they were recorded, untold ones last */
            recordings: {
                itemId: string;
                deviceId: string;
                deviceName: string;
                /** @description That recorded, where a dock sent it */
                camera: string | null;
                /** Format: date-time */
                recordedAt: string | null;
                durationMs: number | null;
                /** @description How the clock that it is by was from ours; null: nobody looked */
                clock: {
                    /** @description Its clock minus ours; 0 where it was set meanwhile */
                    offsetMs: number;
                    /** @description The offset may be wrong by so much */
                    errorMs: number;
                    /** @description By how much it may have moved between the checks */
                    spreadMs: number;
                    /** @description It was set between two checks */
                    isJump: boolean;
                } | null;
                /**
                 * @description Who said that it is of this session; service: it was recorded, or made, as part of it
                 * @enum {string}
                 */
                by: "person" | "device" | "service";
                sessionId: string | null;
            }[];
            sessions: {
                id: string;
                number: string;
                activities: string[];
                /** Format: date-time */
                startedAt: string | null;
                /** Format: date-time */
                stoppedAt: string | null;
                pauses: {
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                    reason: string | null;
                }[];
            }[];
            markers: {
                id: string;
                itemId: string;
                kind: string;
                atMs: number;
            }[];
            /** @description Written records that its recordings support or replace */
            records: {
                id: string;
                itemId: string;
                /** @enum {string} */
                kind: "transcript" | "inspection" | "service-receipt" | "decision" | "other";
                documentNo: string;
            }[];
            /** @description False: the case has more than stands here */
            isWhole: boolean;
        };
        SessionPage: {
            entries: components["schemas"]["SessionSummary"][];
            nextCursor: string | null;
        };
        SessionHistory: {
            entries: components["schemas"]["Action"][];
            nextCursor: string | null;
        };
        PlaceRequest: {
            itemId: string;
        };
        RemoveRequest: {
            reason: string;
        };
        AnnotationRequest: {
            /** @enum {string} */
            type: "marker";
            /** @description Also the code of a required shot */
            kind: string;
            /** @description From the beginning of the viewing copy */
            atMs: number;
            /** @default null */
            text?: string | null;
        } | {
            /** @enum {string} */
            type: "record";
            /** @enum {string} */
            kind: "transcript" | "inspection" | "service-receipt" | "decision" | "other";
            documentNo: string;
            sha256: string;
            /** @enum {string} */
            relation: "supports" | "replaces";
            /** @default [] */
            segments?: {
                fromMs: number;
                toMs: number;
                text: string;
            }[];
        };
        NoteRequest: {
            note: components["schemas"]["AnnotationRequest"];
        };
        Annotation: {
            id: string;
            itemId: string;
            /** Format: date-time */
            madeAt: string;
            madeBy: string;
            note: {
                [key: string]: unknown;
            };
            ended: {
                /** Format: date-time */
                at: string;
                by: string;
                reason: string;
            } | null;
        };
        AnnotationList: {
            entries: components["schemas"]["Annotation"][];
        };
        ReleaseRequest: {
            reason: string;
        };
        ReleaseBody: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            itemId: string;
            /**
             * @description released: it is as secret as what stands on itself, its cases and its session
             * @enum {string}
             */
            state: "proposed" | "released" | "refused" | "revoked";
            proposed: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                reason: string;
            };
            decided: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                reason: string;
            } | null;
            revoked: {
                /** Format: date-time */
                at: string;
                /** Format: uuid */
                by: string;
                reason: string;
            } | null;
        };
        ReleaseList: {
            /** @description Oldest first */
            entries: components["schemas"]["ReleaseBody"][];
        };
        PutAway: {
            panels: "first-steps"[];
        };
        PutAwayRequest: {
            /** @enum {string} */
            panel: "first-steps";
            /** @description False calls it back */
            isAway: boolean;
        };
        ReportRequest: {
            /** @description Code of a report that the policy pack in force defines */
            definition: string;
            /** @description 2026-Q3, or 2026 */
            period: string;
            /** @description Where one of that period was issued already: which, and why it is issued again */
            correction?: {
                replaces: string;
                reason: string;
            };
        };
        ReportDefinitions: {
            entries: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @enum {string} */
                period: "quarter" | "year";
                cite: {
                    source: string;
                    at: string;
                }[];
                confirmedByAgency: boolean;
                /** @description The period of today */
                running: string;
                /** @description The last one that is over */
                last: string;
                /** Format: date */
                lastDueOn: string | null;
            }[];
        };
        ReportFigure: {
            code: string;
            title: {
                "zh-CN": string;
                en: string;
            };
            /** @description What the numbers are */
            basis: {
                "zh-CN": string;
                en: string;
            };
            numerator: number | null;
            /** @description Null: a count, or not known */
            denominator: number | null;
            /** @description Rounded down; null where there is none: nothing of nothing is not known */
            permille: number | null;
            /** @description Why it is not known */
            unknown: {
                "zh-CN": string;
                en: string;
            } | null;
            leftOut: {
                why: string;
                text: {
                    "zh-CN": string;
                    en: string;
                };
                count: number;
            }[];
        };
        ReportFigures: {
            definition: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
            };
            period: {
                name: string;
                /** Format: date */
                first: string;
                /** Format: date */
                last: string;
            };
            /** Format: date */
            dueOn: string | null;
            /** Format: date-time */
            snapshotAt: string;
            isOver: boolean;
            /** @description The issued one that stands, of those you may know of; null: none yet */
            issued: {
                /** Format: uuid */
                id: string;
                version: number;
            } | null;
            covers: {
                "zh-CN": string;
                en: string;
            };
            measures: {
                measure: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                figures: components["schemas"]["ReportFigure"][];
            }[];
        };
        ReportContent: {
            /** @enum {string} */
            format: "holdfast-report/v1";
            /** Format: uuid */
            id: string;
            agency: string;
            definition: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                cite: {
                    source: string;
                    at: string;
                }[];
            };
            period: {
                name: string;
                /** Format: date */
                first: string;
                /** Format: date */
                last: string;
                zone: string;
            };
            /** Format: date */
            dueOn: string | null;
            /** Format: date-time */
            snapshotAt: string;
            /** Format: uuid */
            madeBy: string;
            policy: {
                code: string;
                version: number;
                sha256: string;
            };
            version: number;
            replaces: {
                /** Format: uuid */
                id: string;
                sha256: string;
            } | null;
            reason: string | null;
            covers: {
                "zh-CN": string;
                en: string;
            };
            measures: {
                measure: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                figures: components["schemas"]["ReportFigure"][];
            }[];
        };
        Report: {
            /** Format: uuid */
            id: string;
            definition: string;
            period: string;
            version: number;
            /** Format: uuid */
            replaces: string | null;
            /** Format: uuid */
            replacedBy: string | null;
            /** Format: date */
            dueOn: string | null;
            /**
             * Format: date-time
             * @description The moment all its figures were taken at
             */
            madeAt: string;
            /** Format: uuid */
            madeBy: string;
            madeByName: string;
            /** @description Of the exact text, report.json */
            sha256: string;
        };
        ReportPage: {
            entries: components["schemas"]["Report"][];
            nextCursor: string | null;
        };
        ReportDetail: {
            report: components["schemas"]["Report"];
            content: components["schemas"]["ReportContent"];
        };
        RetentionBody: {
            headline: {
                "zh-CN": string;
                en: string;
            };
            /** @description The last day it must be kept, or "permanent"; it never falls */
            floor: string;
            /** @description Kept beyond that day, until what the reasons name has come about */
            open: boolean;
            /** @description The last day it may be kept */
            ceiling: string | null;
            /** @description The ceiling comes before the floor: the floor wins */
            conflict: boolean;
            /** @description From this day on it is only stored */
            restrictedFrom: string | null;
            /** @description Counted through a year without a working-day table */
            provisional: boolean;
            unknownActivity: boolean;
            /** @description Codes of the pack; the one that it started in first */
            classes: string[];
            /** @description By then somebody looks whether it is still needed */
            reviewOn: string | null;
            reasons: {
                rule: string;
                decides: boolean;
                text: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
            /** @description The policy pack that it was decided by; null: none was in force */
            pack: {
                code: string;
                version: number;
                sha256: string;
            } | null;
            /** @description Of the exact text that the ledger names */
            decisionSha256: string;
            decidedAt: string;
            /** @description As read back when locks were prolonged last */
            lockedUntil: string | null;
        };
        RoleList: {
            entries: {
                /** @enum {string} */
                role: "admin" | "officer" | "reviewer" | "auditor" | "records" | "legal" | "guest";
                permissions: ("account:own" | "tokens:own" | "items:see" | "evidence:verify" | "items:annotate" | "items:flag" | "conditions:tell" | "retention:extend" | "copies:watch" | "originals:read" | "cases:see" | "cases:change" | "live:run" | "reviews:submit" | "reviews:opine" | "officers:see" | "officers:manage" | "parties:see" | "holds:see" | "holds:place" | "holds:release" | "disposal:see" | "disposal:propose" | "disposal:appraise" | "disposal:approve" | "disposal:stop" | "packages:see" | "packages:make" | "exports:acknowledge" | "secrecy:label" | "secrecy:clear" | "access:grant" | "access:ask" | "access:explain" | "partners:see" | "partners:manage" | "partners:approve" | "guests:invite" | "shares:see" | "shares:ask" | "shares:approve" | "shares:end" | "shares:open" | "devices:see" | "devices:manage" | "devices:assign" | "users:see" | "users:manage" | "actions:see" | "keys:see" | "keys:manage" | "reports:see" | "reports:make" | "spotchecks:see" | "spotchecks:draw" | "spotchecks:score" | "spotchecks:answer" | "health:see" | "webhooks:see" | "webhooks:manage" | "policy:see" | "policy:change")[];
            }[];
        };
        FoundItem: {
            /** Format: uuid */
            id: string;
            filename: string;
            mediaType: string;
            sizeBytes: number;
            /** Format: uuid */
            deviceId: string;
            deviceName: string;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            recordedAt: string | null;
            /**
             * Format: date-time
             * @description UTC, RFC 3339
             */
            receivedAt: string;
            /** @enum {string} */
            stage: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
            /** @enum {string} */
            viewingStage: "waiting" | "probed" | "to-encode" | "made" | "ready" | "none";
            quarantineReason: string | null;
            noViewingReason: string | null;
            /** @description SHA-256, lower-case hex */
            sha256: string | null;
            durationSeconds: number | null;
            hasPoster: boolean;
            /** @description In force; of an item also its cases' */
            labels: ("secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart")[];
            cases: {
                /** Format: uuid */
                id: string;
                number: string;
            }[];
            /** @description Steps that run or failed; empty when all is quiet */
            steps: components["schemas"]["StepProgress"][];
            /** @description In what the words stand: the item itself, a case, a recording session, a case file, names of a case's parties */
            standsIn: ("item" | "case" | "session" | "document" | "parties")[];
        };
        FoundPage: {
            entries: components["schemas"]["FoundItem"][];
            nextCursor: string | null;
        };
        FoundFacets: {
            count: number;
            /** @description There are more than were counted */
            isMore: boolean;
            facets: {
                stage: {
                    /** @description As the filter takes it */
                    value: string;
                    /** @description Of a device or a case */
                    name: string | null;
                    count: number;
                }[];
                verdict: {
                    /** @description As the filter takes it */
                    value: string;
                    /** @description Of a device or a case */
                    name: string | null;
                    count: number;
                }[];
                keeping: {
                    /** @description As the filter takes it */
                    value: string;
                    /** @description Of a device or a case */
                    name: string | null;
                    count: number;
                }[];
                deviceId: {
                    /** @description As the filter takes it */
                    value: string;
                    /** @description Of a device or a case */
                    name: string | null;
                    count: number;
                }[];
                caseId: {
                    /** @description As the filter takes it */
                    value: string;
                    /** @description Of a device or a case */
                    name: string | null;
                    count: number;
                }[];
                activity: {
                    /** @description As the filter takes it */
                    value: string;
                    /** @description Of a device or a case */
                    name: string | null;
                    count: number;
                }[];
            };
        };
        SearchHints: {
            entries: {
                /**
                 * @description What is left out: a filter, the times, all words, or one
                 * @enum {string}
                 */
                left: "stage" | "verdict" | "keeping" | "deviceId" | "caseId" | "activity" | "officer" | "place" | "time" | "words" | "word";
                /** @description Which word, from 0 */
                word: number | null;
                count: number;
                /** @description There are more than were counted */
                isMore: boolean;
            }[];
        };
        SavedSearchRequest: {
            name: string;
            question: {
                /** @description Words, all of which must stand somewhere in what you may know of: a case, a name (also in pinyin or by initials; of parties for those who hold parties:see), a device, a place, notes, a file, an id or digest from its first 8 characters on. Of the first 8 words */
                q?: string;
                /** @enum {string} */
                stage?: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
                deviceId?: string;
                caseId?: string;
                /** @description As its device told it */
                activity?: string;
                /**
                 * @description The worst that the service knows of it
                 * @enum {string}
                 */
                verdict?: "differs" | "source-invalid" | "damaged" | "unproven" | "source-valid" | "sealed";
                /**
                 * @description Why it is kept, or that its time is over; held: by a hold that you may know of
                 * @enum {string}
                 */
                keeping?: "undecided" | "open" | "kept" | "due" | "held";
                /** @description Who carried the camera then, or is an officer of its session: name (also in pinyin or by initials), account, staff number or credential */
                officer?: string;
                /** @description Where it was recorded, as its device or its session tells it: all of these words */
                place?: string;
                from?: string;
                to?: string;
            };
        };
        SavedSearchBody: {
            id: string;
            name: string;
            /** Format: date-time */
            savedAt: string;
            /** @description Words and filters, as they were given */
            question: {
                [key: string]: string;
            };
        };
        SavedSearchList: {
            entries: components["schemas"]["SavedSearchBody"][];
        };
        LabelRequest: {
            /** @enum {string} */
            kind: "secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart";
            /**
             * @description Null: today
             * @default null
             */
            issuedOn?: string | null;
            /**
             * @description Null: the longest term, where there is one
             * @default null
             */
            until?: string | null;
            /**
             * @description What ends it before that
             * @default null
             */
            condition?: string | null;
            /** @default null */
            scope?: string[] | null;
            /** @description The document or provision it rests on */
            basis: string;
        };
        ExtendRequest: {
            until: string;
        };
        ReviewRequest: {
            /** @description What was found; the label stays */
            reason: string;
            /**
             * @description By when somebody looks again; null: as late as may be
             * @default null
             */
            nextOn?: string | null;
        };
        EndRequest: {
            reason: string;
        };
        LabelBody: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart";
            /** @enum {string} */
            status: "declared" | "proposed" | "confirmed";
            /** @description A day of the agency's zone, e.g. 2026-06-01 */
            issuedOn: string;
            /** @description It is in force no more on that day */
            until: string | null;
            condition: string | null;
            scope: string[] | null;
            basis: string;
            /** @description A day of the agency's zone, e.g. 2026-06-01 */
            reportBy: string | null;
            /** @description By when; it may be over */
            nextReview: string | null;
            /** @description What the policy asks for before a copy leaves the house */
            beforeRelease: {
                "zh-CN": string;
                en: string;
            } | null;
            /** @description The last review */
            reviewed: {
                /** @description A day of the agency's zone, e.g. 2026-06-01 */
                on: string;
                by: string;
                /** @description A day of the agency's zone, e.g. 2026-06-01 */
                nextOn: string;
            } | null;
            setAt: string;
            setBy: string;
            endedAt: string | null;
            endedBy: string | null;
            endReason: string | null;
        };
        LabelList: {
            entries: components["schemas"]["LabelBody"][];
        };
        DueReviews: {
            entries: {
                thing: {
                    /** @enum {string} */
                    type: "item" | "case" | "session";
                    /** Format: uuid */
                    id: string;
                };
                /** @description Of the item's file, or the number of the case or session */
                name: string;
                /** Format: uuid */
                labelId: string;
                /** @enum {string} */
                kind: "secret" | "highly-secret" | "top-secret" | "work" | "trade" | "privacy" | "minor" | "informant" | "set-apart";
                /** @description A day of the agency's zone, e.g. 2026-06-01 */
                due: string;
                isOverdue: boolean;
            }[];
            /** @description False: there are more than are listed */
            isWhole: boolean;
        };
        ClearanceRequest: {
            /** @enum {string|null} */
            state: "secret" | "highly-secret" | "top-secret" | null;
            duties: ("work" | "trade" | "privacy" | "minor" | "informant")[];
            /**
             * @description From that day on the role's own counts again
             * @default null
             */
            until?: string | null;
            /**
             * @description Why, for the record
             * @default null
             */
            reason?: string | null;
        };
        ClearanceBody: {
            /** @enum {string|null} */
            state: "secret" | "highly-secret" | "top-secret" | null;
            duties: ("work" | "trade" | "privacy" | "minor" | "informant")[];
            /** @description A day of the agency's zone, e.g. 2026-06-01 */
            until: string | null;
            /** @description False: what the role has by itself */
            isSet: boolean;
        };
        Clearances: {
            /** @description Of people who may log in; whoever is not here has what the role has */
            entries: {
                /** Format: uuid */
                id: string;
                displayName: string;
                /** @enum {string} */
                role: "admin" | "officer" | "reviewer" | "auditor" | "records" | "legal" | "guest";
                /** @enum {string|null} */
                state: "secret" | "highly-secret" | "top-secret" | null;
                duties: ("work" | "trade" | "privacy" | "minor" | "informant")[];
                /** @description A day of the agency's zone, e.g. 2026-06-01 */
                until: string | null;
                /** @description False: its day is past, and the role's own counts again */
                counts: boolean;
                setAt: string;
                setByName: string;
            }[];
            isWhole: boolean;
        };
        PeopleRequest: {
            /** @description In place of those before; none: the case is everybody's again */
            people: {
                userId: string;
                /** @default null */
                until?: string | null;
            }[];
        };
        PeopleBody: {
            people: {
                /** Format: uuid */
                userId: string;
                /** @description A day of the agency's zone, e.g. 2026-06-01 */
                until: string | null;
            }[];
        };
        Explanation: {
            /** Format: uuid */
            user: string;
            /** Format: uuid */
            item: string;
            verdicts: {
                permission: string;
                allowed: boolean;
                because: {
                    /** @enum {string} */
                    reason: "role" | "role-lacks-permission" | "open" | "cleared" | "not-cleared" | "in-scope" | "out-of-scope" | "assigned" | "not-assigned" | "granted" | "granted-to-watch" | "set-apart" | "purpose-fits" | "purpose-not-yours" | "only-stored" | "special-reason";
                    words: {
                        "zh-CN": string;
                        en: string;
                    };
                }[];
                /** @description For what they may, of content; null: it takes no purpose */
                purposes: ("evidence" | "supervision" | "protection")[] | null;
            }[];
        };
        SharingReason: {
            reason: string;
        };
        PartnerRequest: {
            /** @default null */
            nameZh?: string | null;
            /** @default null */
            nameEn?: string | null;
            /** @enum {string} */
            kind: "procuratorate" | "court" | "police" | "agency";
            /** @description 统一社会信用代码, checked by its last character */
            code: string;
            contact: string;
            /**
             * @description The highest label that may be shared with it
             * @default {}
             */
            highest?: {
                /**
                 * @description Null: no state secret
                 * @default null
                 * @enum {string|null}
                 */
                state?: "secret" | "highly-secret" | "top-secret" | null;
                /** @default [] */
                duties?: ("work" | "trade" | "privacy" | "minor" | "informant")[];
            };
            /**
             * Format: date
             * @description The first day on which it is no partner any more
             */
            until: string;
            reason: string;
        };
        PartnerBody: {
            /** Format: uuid */
            id: string;
            nameZh: string | null;
            nameEn: string | null;
            /** @enum {string} */
            kind: "procuratorate" | "court" | "police" | "agency";
            code: string;
            contact: string;
            highest: {
                /** @enum {string|null} */
                state: "secret" | "highly-secret" | "top-secret" | null;
                duties: ("work" | "trade" | "privacy" | "minor" | "informant")[];
            };
            until: string;
            /** @enum {string} */
            state: "waiting" | "in-force" | "over" | "ended";
            reason: string;
            /** Format: date-time */
            proposedAt: string;
            proposedByName: string;
            /** Format: uuid */
            proposedBy: string;
            /** Format: date-time */
            approvedAt: string | null;
            approvedByName: string | null;
            /** Format: date-time */
            endedAt: string | null;
            endReason: string | null;
        };
        PartnerList: {
            entries: components["schemas"]["PartnerBody"][];
        };
        GuestRequest: {
            partnerId: string;
            /** @description With which they log in */
            name: string;
            displayName: string;
            /**
             * Format: date
             * @description The first day on which the account opens nothing any more
             */
            until: string;
        };
        GuestBody: {
            /** Format: uuid */
            id: string;
            name: string;
            displayName: string;
            /** Format: uuid */
            partnerId: string;
            partnerName: string;
            until: string;
            /** @enum {string} */
            state: "invited" | "in-force" | "over";
            /** Format: date-time */
            invitedAt: string;
            invitedByName: string;
            /**
             * Format: date-time
             * @description Null: the invitation was used
             */
            invitationUntil: string | null;
            /** Format: date-time */
            enteredAt: string | null;
        };
        GuestList: {
            entries: components["schemas"]["GuestBody"][];
        };
        Invitation: {
            guest: components["schemas"]["GuestBody"];
            /** @description Shown once; it opens the account once, within a day */
            invitation: string;
        };
        EnterRequest: {
            invitation: string;
            password: string;
        };
        Entered: {
            /** @description With which to log in now */
            name: string;
        };
        ShareRequest: {
            guestId: string;
            scope: {
                /** @enum {string} */
                type: "case";
                caseId: string;
            } | {
                /** @enum {string} */
                type: "items";
                itemIds: string[];
            };
            /** @enum {string} */
            purpose: "evidence" | "supervision";
            /**
             * @description False: watched in the page, and nothing taken away
             * @default false
             */
            download?: boolean;
            /**
             * Format: date
             * @description The first day on which it counts no more; null: in 14 days, at most 90
             * @default null
             */
            until?: string | null;
            reason: string;
            document: {
                name: string;
                sha256: string;
            };
        };
        ApproveShareRequest: {
            /** @default null */
            reason?: string | null;
        };
        ShareBody: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            guestId: string;
            guestName: string;
            /** Format: uuid */
            partnerId: string;
            partnerName: string;
            /** Format: uuid */
            caseId: string | null;
            caseNumber: string | null;
            itemIds: string[] | null;
            purpose: string;
            download: boolean;
            until: string;
            reason: string;
            document: {
                name: string;
                sha256: string;
            };
            watermark: string;
            /** @enum {string} */
            state: "waiting" | "refused" | "not-acknowledged" | "not-opened" | "opened" | "shut" | "gone" | "revoked" | "over";
            /** Format: date-time */
            askedAt: string;
            /** Format: uuid */
            askedBy: string;
            askedByName: string;
            /** Format: date-time */
            decidedAt: string | null;
            decidedByName: string | null;
            decisionReason: string | null;
            receiptSha256: string | null;
            acknowledged: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "password" | "signature";
                signer: string | null;
                certificateSha256: string | null;
            } | null;
            /**
             * Format: date-time
             * @description When content was first read by it; null: not yet opened
             */
            openedAt: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            /**
             * Format: date-time
             * @description When a label above what the partner may know of shut it, for good
             */
            shutAt: string | null;
        };
        SharePage: {
            entries: components["schemas"]["ShareBody"][];
            nextCursor: string | null;
        };
        SharedBody: {
            /** Format: uuid */
            id: string;
            agency: string;
            partnerName: string;
            guestName: string;
            caseNumber: string | null;
            purpose: string;
            download: boolean;
            until: string;
            reason: string;
            documentName: string;
            watermark: string;
            receipt: {
                text: string;
                sha256: string;
            };
            acknowledged: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "password" | "signature";
                signer: string | null;
                certificateSha256: string | null;
            } | null;
        };
        SharedList: {
            entries: components["schemas"]["SharedBody"][];
        };
        SharedItem: {
            /** Format: uuid */
            id: string;
            filename: string;
            sizeBytes: number;
            /** Format: date-time */
            recordedAt: string | null;
            /** Format: date-time */
            receivedAt: string;
            durationSeconds: number | null;
            /** @description Of the original */
            sha256: string | null;
            hasPoster: boolean;
            canWatch: boolean;
        };
        SharedItemPage: {
            entries: components["schemas"]["SharedItem"][];
            nextCursor: string | null;
        };
        AcknowledgeShareRequest: {
            /** @description Of the receipt that was read */
            sha256: string;
            /**
             * @description A detached CMS over the receipt, in DER; null: the password is my word
             * @default null
             */
            signature?: string | null;
        };
        SharedCheck: {
            sha256: string | null;
            checks: {
                name: string;
                verdict: string;
                reason: string | null;
            }[];
        };
        SpotCheckRequest: {
            /** @enum {string} */
            subject: "session" | "item" | "case";
            /** @description Code of a score sheet of the pack in force */
            sheet: string;
            /** @description 2026-Q3, or 2026 */
            period: string;
            /**
             * @default {
             *       "unit": null,
             *       "officer": null,
             *       "activity": null
             *     }
             */
            filter?: {
                /**
                 * @description As the case or the register of officers names it
                 * @default null
                 */
                unit?: string | null;
                /** @default null */
                officer?: string | null;
                /**
                 * @description Code of the policy pack
                 * @default null
                 */
                activity?: string | null;
            };
            /** @description So many, or so many of a hundred (rounded up) */
            size: {
                count: number;
            } | {
                percent: number;
            };
        };
        SpotSheets: {
            /** @description As the pack says them; null: it has none */
            rules: {
                title: {
                    "zh-CN": string;
                    en: string;
                };
                sheets: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    subjects: ("session" | "item" | "case")[];
                    criteria: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        points: number;
                        loses: {
                            "zh-CN": string;
                            en: string;
                        };
                        fatal: boolean;
                        /** @enum {string|null} */
                        point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage" | null;
                        /** @description False: no rule gives this number, or the agency has not said that it is its own */
                        confirmedByAgency: boolean;
                        cite: {
                            source: string;
                            /** @default  */
                            at?: string;
                        }[];
                    }[];
                    grades: {
                        code: string;
                        title: {
                            "zh-CN": string;
                            en: string;
                        };
                        least: number;
                    }[];
                    fatalGrade: string;
                }[];
                sheetsDue: {
                    workingDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                answer: {
                    workingDays: number;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                } | null;
                /** @description False: no rule gives this number, or the agency has not said that it is its own */
                confirmedByAgency: boolean;
                cite: {
                    source: string;
                    /** @default  */
                    at?: string;
                }[];
            } | null;
        };
        SpotCheckHead: {
            id: string;
            /** @enum {string} */
            subject: "session" | "item" | "case";
            sheet: string;
            period: string;
            populationSize: number;
            sampleSize: number;
            closed: number;
            /**
             * Format: date
             * @description The last day for its sheets; null: no rule says
             */
            dueOn: string | null;
            /** @description That day is over, and drawn units wait for their sheets */
            isOverdue: boolean;
            /** Format: date-time */
            fixedAt: string;
            /** Format: uuid */
            fixedBy: string;
            fixedByName: string;
            /** @description Null: the ledger has no head over its population yet */
            draw: {
                /** @description Root hash of the signed head, in hex */
                seed: string;
                origin: string;
                treeSize: number;
                /** Format: date-time */
                drawnAt: string;
            } | null;
        };
        SpotCheckPage: {
            entries: components["schemas"]["SpotCheckHead"][];
            nextCursor: string | null;
        };
        SpotCheckDetail: {
            check: components["schemas"]["SpotCheckHead"];
            sheetTitle: {
                "zh-CN": string;
                en: string;
            };
            population: components["schemas"]["ProvenText"] & unknown;
            /** @description In the order in which they were drawn */
            units: {
                unit: string;
                name: string;
                answers: number;
                /** @description The newest closed one; null: it waits for one */
                sheet: {
                    score: number;
                    /** @description Without criteria that were not applicable */
                    of: number;
                    /** @description Code of the sheet; null: nothing was applicable */
                    grade: string | null;
                    isFatal: boolean;
                    /** Format: date */
                    answerUntil: string | null;
                    version: number;
                    /** Format: uuid */
                    by: string;
                    byName: string;
                } | null;
            }[];
        };
        SpotUnit: {
            check: string;
            /** @enum {string} */
            subject: "session" | "item" | "case";
            unit: string;
            name: string;
            /** Format: date */
            dueOn: string | null;
            /** @description As it was fixed before the draw */
            sheet: {
                code: string;
                title: {
                    "zh-CN": string;
                    en: string;
                };
                subjects: ("session" | "item" | "case")[];
                criteria: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    points: number;
                    loses: {
                        "zh-CN": string;
                        en: string;
                    };
                    fatal: boolean;
                    /** @enum {string|null} */
                    point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage" | null;
                    /** @description False: no rule gives this number, or the agency has not said that it is its own */
                    confirmedByAgency: boolean;
                    cite: {
                        source: string;
                        /** @default  */
                        at?: string;
                    }[];
                }[];
                grades: {
                    code: string;
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    least: number;
                }[];
                fatalGrade: string;
            };
            /** @description What the house knows now, by what you may know of */
            known: {
                /** @enum {string} */
                point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage";
                title: {
                    "zh-CN": string;
                    en: string;
                };
                /** @enum {string} */
                state: "met" | "not-met" | "not-applicable" | "cannot-be-told";
                reasons: {
                    code: string;
                    text: {
                        "zh-CN": string;
                        en: string;
                    };
                    itemId: string | null;
                    sessionId: string | null;
                }[];
            }[];
            /** @description Closed sheets, oldest first; the last one counts */
            versions: {
                score: number;
                /** @description Without criteria that were not applicable */
                of: number;
                /** @description Code of the sheet; null: nothing was applicable */
                grade: string | null;
                isFatal: boolean;
                /** Format: date */
                answerUntil: string | null;
                version: number;
                sha256: string;
                /** Format: date-time */
                madeAt: string;
                /** Format: uuid */
                madeBy: string;
                madeByName: string;
                paper: components["schemas"]["ProvenText"];
                /** @description Why there is another version */
                reason: string | null;
                remark: string;
                marks: {
                    criterion: string;
                    /** @enum {string} */
                    state: "full" | "lost" | "not-applicable";
                    lost: number;
                    reason: string;
                }[];
                known: {
                    /** @enum {string} */
                    point: "legal-basis" | "two-officers" | "credentials" | "integrity" | "source-signature" | "sessions-told" | "recorded" | "continuity" | "required-shots" | "required-elements" | "written-records" | "key-segments" | "hand-in" | "case-file" | "linkage";
                    title: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    state: "met" | "not-met" | "not-applicable" | "cannot-be-told";
                    reasons: {
                        code: string;
                        text: {
                            "zh-CN": string;
                            en: string;
                        };
                        itemId: string | null;
                        sessionId: string | null;
                    }[];
                }[];
            }[];
            answers: {
                version: number;
                sha256: string;
                /** Format: date-time */
                madeAt: string;
                /** Format: uuid */
                madeBy: string;
                madeByName: string;
                paper: components["schemas"]["ProvenText"];
                text: string;
            }[];
            /** @description The newest sheet is about your work, and you have not answered */
            mayAnswer: boolean;
        };
        CloseSheetRequest: {
            /** @description The newest version that you saw; 0: none */
            known: number;
            marks: {
                criterion: string;
                /** @enum {string} */
                state: "full" | "lost" | "not-applicable";
                /** @default 0 */
                lost?: number;
                /** @default  */
                reason?: string;
            }[];
            /** @default  */
            remark?: string;
            /**
             * @description Of a correction
             * @default null
             */
            reason?: string | null;
        };
        AnswerRequest: {
            /** @description Of the closed sheet that was read */
            sheetSha256: string;
            text: string;
        };
        SheetsAboutMe: {
            entries: {
                checkId: string;
                /** @enum {string} */
                subject: "session" | "item" | "case";
                unit: string;
                name: string;
                version: number;
                /** Format: date-time */
                closedAt: string;
                /** Format: date */
                answerUntil: string | null;
                isAnswered: boolean;
            }[];
            nextCursor: string | null;
        };
        Confirmation: {
            /**
             * @description How this account shows who it is
             * @enum {string}
             */
            by: "password" | "identity-provider";
            /**
             * Format: date-time
             * @description Until when dangerous acts are let through; null: never shown with this token
             */
            confirmedUntil: string | null;
        };
        TrackBody: {
            /** @enum {string} */
            type: "Feature";
            geometry: {
                /** @enum {string} */
                type: "MultiLineString";
                coordinates: number[][][];
            } | {
                /** @enum {string} */
                type: "MultiPoint";
                coordinates: number[][];
            };
            properties: {
                /**
                 * @description recording: its own tracks of text or its tags tell it; side-file: this file does; photograph: its own tags (Exif)
                 * @enum {string}
                 */
                source: "recording" | "side-file" | "photograph";
                /** @enum {string} */
                format: "gpx" | "nmea" | "iso6709" | "exif";
                positions: number;
                /** @description Told, and none: without a fix, beyond the poles, a sum that fails */
                leftOut: number;
                /** @description By the receiver, or the camera's own clock with its zone, in the shape of the coordinates */
                coordTimes: (string | null)[][];
                /** @description Longer than 30 seconds without a position */
                gaps: {
                    from: string;
                    to: string;
                }[];
            };
        };
        WaitingForMe: {
            entries: {
                /** @enum {string} */
                kind: "disposal-appraise" | "disposal-approve" | "access-requests" | "policy-packs" | "day-tables" | "legal-opinions" | "legal-missing" | "label-reviews" | "score-sheets" | "sheet-answers" | "hold-reviews" | "publicity" | "awaited-words" | "hand-ins";
                count: number;
                /** @description False: there may be more than were counted */
                isWhole: boolean;
                overdue: number;
                first: {
                    /** @description Address of its page */
                    to: string;
                    name: string | null;
                    /** Format: date */
                    due: string | null;
                };
            }[];
        };
        WatchRequest: {
            purpose: string;
            /**
             * @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose
             * @default evidence
             * @enum {string}
             */
            purposeKind?: "evidence" | "supervision" | "protection";
        };
        WatchBody: {
            id: string;
            sessionId: string;
            /** Format: date-time */
            openedAt: string;
            channels: {
                id: string;
                name: string;
                room: string;
                /** @description The channel whose camera it records too: what is missing there may be watched here */
                secondOf: string | null;
                /** @description Address of the playlist over all its tracks */
                playlist: string;
                tracks: {
                    /** @description Of the take that it began with */
                    number: number;
                    name: string;
                    /** @description Address of its media playlist */
                    playlist: string;
                    segments: number;
                    /** @description That can be played */
                    seconds: number;
                    /** Format: date-time */
                    beganAt: string | null;
                    leftOut: {
                        count: number;
                        newest: {
                            link: number;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            cause: "not-complete" | "no-times" | "other-format";
                        }[];
                    };
                }[];
                /** @description What came late, or under a name that other bytes have: not in the playlist */
                aside: {
                    link: number;
                    itemId: string;
                    /** Format: date-time */
                    at: string;
                    bytes: number;
                    cause: string | null;
                }[];
            }[];
        };
        WebhookRequest: {
            /** @description https://…; it is shown to whoever sees webhooks */
            url: string;
            description: string;
            /**
             * @description Empty: all that the account may hear
             * @default []
             */
            types?: ("batch.finished" | "batch.lacking" | "batch.left-open" | "batch.opened" | "case.changed" | "case.created" | "case.file-sealed" | "hold.placed" | "hold.released" | "hold.reviewed" | "item.copies-sealed" | "item.disposed" | "item.fixity-failed" | "item.fixity-restored" | "item.label-changed" | "item.linked" | "item.media-checked" | "item.no-viewing-copy" | "item.overview-sealed" | "item.quarantined" | "item.received" | "item.retention-set" | "item.sealed" | "item.source-checked" | "item.transferred" | "item.unlinked" | "item.verified" | "package.acknowledged" | "package.confirmed" | "package.downloaded" | "package.failed" | "package.prepared" | "package.requested" | "package.withdrawn" | "session.changed" | "session.live-paused" | "session.live-resumed" | "session.live-started" | "session.live-stopped" | "session.opened")[];
            /**
             * Format: uuid
             * @description The account that it hears as; left out: yours
             */
            asUser?: string;
            /** @description Tell what came after this number; left out: from now on */
            after?: number;
        };
        WebhookReason: {
            reason: string;
        };
        WebhookBody: {
            /** Format: uuid */
            id: string;
            url: string;
            description: string;
            types: ("batch.finished" | "batch.lacking" | "batch.left-open" | "batch.opened" | "case.changed" | "case.created" | "case.file-sealed" | "hold.placed" | "hold.released" | "hold.reviewed" | "item.copies-sealed" | "item.disposed" | "item.fixity-failed" | "item.fixity-restored" | "item.label-changed" | "item.linked" | "item.media-checked" | "item.no-viewing-copy" | "item.overview-sealed" | "item.quarantined" | "item.received" | "item.retention-set" | "item.sealed" | "item.source-checked" | "item.transferred" | "item.unlinked" | "item.verified" | "package.acknowledged" | "package.confirmed" | "package.downloaded" | "package.failed" | "package.prepared" | "package.requested" | "package.withdrawn" | "session.changed" | "session.live-paused" | "session.live-resumed" | "session.live-started" | "session.live-stopped" | "session.opened")[];
            /** Format: uuid */
            asUser: string;
            asUserName: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            createdBy: string;
            createdByName: string;
            stopped: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                why: "by-hand" | "failing" | "gone" | "account" | "forgotten";
            } | null;
            /** Format: date-time */
            failingSince: string | null;
            /** @description Up to this number of the line of events it was decided what is sent */
            heardUpTo: number;
        };
        WebhookList: {
            entries: components["schemas"]["WebhookBody"][];
        };
        ShownWebhook: {
            webhook: components["schemas"]["WebhookBody"];
            /** @description whsec_…; shown here and never again */
            secret: string;
            /** Format: date-time */
            overlapUntil?: string;
        };
        MadeDelivery: {
            /** Format: uuid */
            id: string;
        };
        DeliveryBody: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            type: "webhook.test" | "batch.finished" | "batch.lacking" | "batch.left-open" | "batch.opened" | "case.changed" | "case.created" | "case.file-sealed" | "hold.placed" | "hold.released" | "hold.reviewed" | "item.copies-sealed" | "item.disposed" | "item.fixity-failed" | "item.fixity-restored" | "item.label-changed" | "item.linked" | "item.media-checked" | "item.no-viewing-copy" | "item.overview-sealed" | "item.quarantined" | "item.received" | "item.retention-set" | "item.sealed" | "item.source-checked" | "item.transferred" | "item.unlinked" | "item.verified" | "package.acknowledged" | "package.confirmed" | "package.downloaded" | "package.failed" | "package.prepared" | "package.requested" | "package.withdrawn" | "session.changed" | "session.live-paused" | "session.live-resumed" | "session.live-started" | "session.live-stopped" | "session.opened";
            sequence: number | null;
            /** @enum {string} */
            state: "waiting" | "delivered" | "given-up" | "withheld";
            /** Format: date-time */
            madeAt: string;
            /** Format: date-time */
            dueAt: string | null;
            /** @description webhook-id */
            messageId: string;
            attempts: {
                number: number;
                /** Format: date-time */
                at: string;
                ms: number;
                status: number | null;
                /** @enum {string|null} */
                fault: "address-refused" | "no-such-name" | "no-connection" | "no-trust" | "too-slow" | "too-long" | "cut" | null;
            }[];
        };
        DeliveryPage: {
            entries: components["schemas"]["DeliveryBody"][];
            nextCursor: string | null;
        };
    };
    responses: {
        /** @description The request is not understood: its query, its body, or a header */
        "Refusal-400": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody is logged in, or the token opens nothing any more */
        "Refusal-401": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not by you, or not from that page, or not before you show again who you are */
        "Refusal-403": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or none that you may know of */
        "Refusal-404": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        "Refusal-413": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not application/json, or is encoded */
        "Refusal-415": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A refusal; `code` says which, and x-problem-codes what it means */
        "Refusal-default": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Refusal-400"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSessionConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postSessionConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMeTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postMeTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteMeTokensId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            400: components["responses"]["Refusal-400"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRootPem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @description Names the session; opens nothing */
                            id: string;
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description To the minute
                             */
                            lastSeenAt: string;
                            /**
                             * Format: date-time
                             * @description If it is not used again
                             */
                            endsAt: string;
                            /** @description Of the connection; behind a proxy that is the proxy's */
                            address: string | null;
                            /** @description By what it called itself, which may be anything */
                            browser: string | null;
                            system: string | null;
                            /** @description What it called itself, so far as that is kept */
                            userAgent: string | null;
                            /** @description Whoever asks came with this one */
                            isThis: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many were open */
                        ended: number;
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteMeSessionsSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getUsersIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @description Names the session; opens nothing */
                            id: string;
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description To the minute
                             */
                            lastSeenAt: string;
                            /**
                             * Format: date-time
                             * @description If it is not used again
                             */
                            endsAt: string;
                            /** @description Of the connection; behind a proxy that is the proxy's */
                            address: string | null;
                            /** @description By what it called itself, which may be anything */
                            browser: string | null;
                            system: string | null;
                            /** @description What it called itself, so far as that is kept */
                            userAgent: string | null;
                            /** @description Whoever asks came with this one */
                            isThis: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteUsersIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many were open */
                        ended: number;
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteUsersIdSessionsSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getTokens: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Those alone that nobody ended */
                live?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @description Names the token; opens nothing */
                            id: string;
                            label: string;
                            /** @description It may do what this account's role may: /roles */
                            owner: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                displayName: string;
                                /** @enum {string} */
                                role: "admin" | "officer" | "reviewer" | "auditor" | "records" | "legal" | "guest";
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /**
                             * Format: date-time
                             * @description A token has no other end
                             */
                            revokedAt: string | null;
                            /** @description Null: with its account, or nobody noted it */
                            revokedBy: string | null;
                            revokeReason: string | null;
                            /**
                             * Format: date-time
                             * @description To the minute; null: not since that is noted
                             */
                            usedAt: string | null;
                            /** @description Address, as of a log-in */
                            usedFrom: string | null;
                            /** @description Whoever asks came with this one */
                            isThis: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteTokensId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItems: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                stage?: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
                deviceId?: string;
                caseId?: string;
                /** @description Its seal; or, once sealed, its viewing copy */
                awaits?: "seal" | "copy";
                /** @description Recorded by cameras that whoever asks carried at the time */
                mine?: "true";
                /** @description Received then or later */
                receivedFrom?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Item"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdCustody: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Custody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdCustodyIndexProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                index: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordProof"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdCustodyTxt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdCustodyJsonl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdCustodyCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdCustodyPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdVerification: {
        parameters: {
            query?: {
                /** @description read: the whole original is hashed anew */
                bytes?: "skip" | "read";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSearch: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Words, all of which must stand somewhere in what you may know of: a case, a name (also in pinyin or by initials; of parties for those who hold parties:see), a device, a place, notes, a file, an id or digest from its first 8 characters on. Of the first 8 words */
                q?: string;
                stage?: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
                deviceId?: string;
                caseId?: string;
                /** @description As its device told it */
                activity?: string;
                /** @description The worst that the service knows of it */
                verdict?: "differs" | "source-invalid" | "damaged" | "unproven" | "source-valid" | "sealed";
                /** @description Why it is kept, or that its time is over; held: by a hold that you may know of */
                keeping?: "undecided" | "open" | "kept" | "due" | "held";
                /** @description Who carried the camera then, or is an officer of its session: name (also in pinyin or by initials), account, staff number or credential */
                officer?: string;
                /** @description Where it was recorded, as its device or its session tells it: all of these words */
                place?: string;
                /** @description Recorded, or else received, then or later */
                from?: string;
                /** @description Recorded, or else received, before then */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSearchFacets: {
        parameters: {
            query?: {
                /** @description Words, all of which must stand somewhere in what you may know of: a case, a name (also in pinyin or by initials; of parties for those who hold parties:see), a device, a place, notes, a file, an id or digest from its first 8 characters on. Of the first 8 words */
                q?: string;
                stage?: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
                deviceId?: string;
                caseId?: string;
                /** @description As its device told it */
                activity?: string;
                /** @description The worst that the service knows of it */
                verdict?: "differs" | "source-invalid" | "damaged" | "unproven" | "source-valid" | "sealed";
                /** @description Why it is kept, or that its time is over; held: by a hold that you may know of */
                keeping?: "undecided" | "open" | "kept" | "due" | "held";
                /** @description Who carried the camera then, or is an officer of its session: name (also in pinyin or by initials), account, staff number or credential */
                officer?: string;
                /** @description Where it was recorded, as its device or its session tells it: all of these words */
                place?: string;
                /** @description Recorded, or else received, then or later */
                from?: string;
                /** @description Recorded, or else received, before then */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundFacets"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSearchHints: {
        parameters: {
            query?: {
                /** @description Words, all of which must stand somewhere in what you may know of: a case, a name (also in pinyin or by initials; of parties for those who hold parties:see), a device, a place, notes, a file, an id or digest from its first 8 characters on. Of the first 8 words */
                q?: string;
                stage?: "receiving" | "received" | "verified" | "sealed" | "quarantined" | "disposing" | "disposed";
                deviceId?: string;
                caseId?: string;
                /** @description As its device told it */
                activity?: string;
                /** @description The worst that the service knows of it */
                verdict?: "differs" | "source-invalid" | "damaged" | "unproven" | "source-valid" | "sealed";
                /** @description Why it is kept, or that its time is over; held: by a hold that you may know of */
                keeping?: "undecided" | "open" | "kept" | "due" | "held";
                /** @description Who carried the camera then, or is an officer of its session: name (also in pinyin or by initials), account, staff number or credential */
                officer?: string;
                /** @description Where it was recorded, as its device or its session tells it: all of these words */
                place?: string;
                /** @description Recorded, or else received, then or later */
                from?: string;
                /** @description Recorded, or else received, before then */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchHints"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMeSearches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearchList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postMeSearches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedSearchRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedSearchBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteMeSearchesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMePutAway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutAway"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postMePutAway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutAwayRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdOriginal: {
        parameters: {
            query: {
                purpose: string;
                /** @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose */
                purposeKind?: "evidence" | "supervision" | "protection";
                download?: "true" | "false";
            };
            header?: {
                /** @description One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2) */
                Range?: string;
                /** @description Give the part of this ETag only, else the whole */
                "If-Range"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part that Range asks for; Repr-Digest is of the whole */
            206: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            /** @description No such stretch: backwards, beyond the end, or several at once */
            416: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdDerivativesKind: {
        parameters: {
            query: {
                purpose: string;
                /** @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose */
                purposeKind?: "evidence" | "supervision" | "protection";
                download?: "true" | "false";
            };
            header?: {
                /** @description One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2) */
                Range?: string;
                /** @description Give the part of this ETag only, else the whole */
                "If-Range"?: string;
            };
            path: {
                id: string;
                kind: "viewing" | "poster" | "storyboard" | "peaks";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part that Range asks for; Repr-Digest is of the whole */
            206: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            /** @description No such stretch: backwards, beyond the end, or several at once */
            416: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdDerivativesViewingPlaylistM3u8: {
        parameters: {
            query: {
                purpose: string;
                /** @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose */
                purposeKind?: "evidence" | "supervision" | "protection";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apple.mpegurl": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdDerivativesViewingStreamMp4: {
        parameters: {
            query: {
                purpose: string;
                /** @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose */
                purposeKind?: "evidence" | "supervision" | "protection";
            };
            header?: {
                /** @description One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2) */
                Range?: string;
                /** @description Give the part of this ETag only, else the whole */
                "If-Range"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description The part that Range asks for; Repr-Digest is of the whole */
            206: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            /** @description No such stretch: backwards, beyond the end, or several at once */
            416: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdTrackGeojson: {
        parameters: {
            query: {
                purpose: string;
                /** @description evidence 证据: work on the case; supervision 监督 and protection 保障 take at least 8 characters of purpose */
                purposeKind?: "evidence" | "supervision" | "protection";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdStoryboardVtt: {
        parameters: {
            query?: {
                purpose?: string;
                purposeKind?: "evidence" | "supervision" | "protection";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdChaptersVtt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdSessionMarks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionMarksBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdNeighbours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeighboursBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdViewingCopy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WantedCopy"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdDerivativesKindManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: "viewing" | "poster" | "storyboard" | "peaks";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdDerivativesKindManifestP7s: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: "viewing" | "poster" | "storyboard" | "peaks";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pkcs7-signature": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdManifestP7s: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pkcs7-signature": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptFile"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseTableRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseTableReport"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesMessages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseMessageRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseMessageReport"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseSources"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Part of what the entry is called, in any case of letters, or its id */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdChanges: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that was looked at: 412 api/precondition-failed if somebody changed it since. The member `revision` may be left out then */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseChangeRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdHistory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseHistory"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteCasesIdItemsItemId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlinkRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdFileVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedDocument"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdFileOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that was looked at: 412 api/precondition-failed if somebody changed it since. The member `revision` may be left out then */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileOrderRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdFileSeal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that was looked at: 412 api/precondition-failed if somebody changed it since. The member `revision` may be left out then */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileSealRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseFileBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLegalReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseReviewBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLegalReviewReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReport"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLegalReviewRounds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseReviewBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLegalReviewRoundsRound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRound"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLegalReviewRoundsRoundOpinion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpinionRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRound"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLegalReviewRoundsRoundSignature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitSignatureRequest"];
            };
        };
        responses: {
            /** @description That signature was entered before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRound"];
                };
            };
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRound"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLegalReviewRoundsRoundReportJson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SufficiencyReport"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLegalReviewRoundsRoundReportCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLegalReviewRoundsRoundReportPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getLegalReviewsMissing: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreviewedCases"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getLegalReviewsWaiting: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingReviews"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getHolds: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "active" | "released" | "overdue";
                /** @description Placed on this case */
                caseId?: string;
                /** @description Placed on this recording session */
                sessionId?: string;
                /** @description That lie, or lay, on this item */
                itemId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postHolds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getHoldsIdItems: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldItems"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getHoldsIdDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemHold"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postHoldsIdReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postHoldsIdRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReleaseRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDisposalDue: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description What may be destroyed, or what goes to an archive */
                way?: "destroy" | "transfer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuePage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDisposalBatches: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "running" | "over";
                /** @description That this item is in, or was */
                itemId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisposalPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDisposalBatches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisposalProposal"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disposal"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDisposalBatchesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisposalDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDisposalBatchesIdCertificateName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDisposalBatchesIdAppraisal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisposalAppraisal"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disposal"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDisposalBatchesIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisposalApproval"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disposal"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDisposalBatchesIdStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisposalStop"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disposal"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDisposalBatchesIdGrace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisposalGrace"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disposal"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                caseId?: string;
                /** @description Nothing was handed in by its day; the first 50 */
                handIn?: "late";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdHistory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionHistory"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdCompleteness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseCompleteness"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseLine"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdChanges: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that was looked at: 412 api/precondition-failed if somebody changed it since. The member `revision` may be left out then */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionChangeRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteRecordingSessionsIdItemsItemId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getLiveSessions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSessionPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSessionBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLiveChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveChannelRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSessionBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLiveActs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveActRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSessionBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLiveMarkers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveMarkerRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSessionBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLiveWatches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WatchRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveWatchesWatchId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                watchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveWatchesWatchIdChannelsChannelIdIndexM3u8: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                watchId: string;
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apple.mpegurl": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveWatchesWatchIdChannelsChannelIdTracksFile: {
        parameters: {
            query?: {
                /** @description Only so many seconds up to the present, for players that cannot ask for what is new */
                window?: number;
                /** @description What is old is told by its number alone (RFC 8216bis 6.2.5.1) */
                _HLS_skip?: "YES" | "v2";
            };
            header?: never;
            path: {
                id: string;
                watchId: string;
                channelId: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apple.mpegurl": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveWatchesWatchIdChannelsChannelIdTakesFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2) */
                Range?: string;
                /** @description Give the part of this ETag only, else the whole */
                "If-Range"?: string;
            };
            path: {
                id: string;
                watchId: string;
                channelId: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description The part that Range asks for; Repr-Digest is of the whole */
            206: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            /** @description No such stretch: backwards, beyond the end, or several at once */
            416: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveLists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveListsBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveListsNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvenText"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveChannelsChannelIdHeads: {
        parameters: {
            query?: {
                before?: string;
            };
            header?: never;
            path: {
                id: string;
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveHeadsBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveChannelsChannelIdLinks: {
        parameters: {
            query?: {
                /** @description Index of the first link */
                from?: string;
                /** @description Index behind the last; else up to where the chain stands */
                until?: string;
            };
            header?: never;
            path: {
                id: string;
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveChannelsChannelIdSegments: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: never;
            path: {
                id: string;
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveSegmentsBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLiveJoined: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedListBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLiveJoined: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinedRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdExcerpt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExcerptRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdRedacted: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedactedRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdStill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StillRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdRebuilt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RebuiltRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdLabelled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelledRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdTranscript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranscriptRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdMoment: {
        parameters: {
            query: {
                ptsMs: string;
                purpose?: string;
                purposeKind?: "evidence" | "supervision" | "protection";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdMoment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MomentRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDerivedId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdDerivation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivationBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdAnnotations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdAnnotations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Annotation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteItemsIdAnnotationsAnnotationId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                annotationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdFlags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemFlags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagAnswer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemFlagsEndings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagAnswer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdConditions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConditionList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdConditions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemConditionRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConditionList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdConditions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConditionList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdConditions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseConditionRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConditionList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdExtensions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtensionList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdExtensions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Who asks: whom the recording is about, or the agency itself
                     * @enum {string}
                     */
                    by: "subject" | "agency";
                    /** @description How much longer, ISO 8601: P6M, P180D */
                    term: string;
                    /** @description It stands in the record of each item */
                    reason: string;
                    /**
                     * @description What asks for it; the request of a subject is always named
                     * @default null
                     */
                    document?: {
                        /** @description The number of the paper, and no names: it stands in the record */
                        name: string;
                        sha256: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedItems"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdExtensions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Who asks: whom the recording is about, or the agency itself
                     * @enum {string}
                     */
                    by: "subject" | "agency";
                    /** @description How much longer, ISO 8601: P6M, P180D */
                    term: string;
                    /** @description It stands in the record of each item */
                    reason: string;
                    /**
                     * @description What asks for it; the request of a subject is always named
                     * @default null
                     */
                    document?: {
                        /** @description The number of the paper, and no names: it stands in the record */
                        name: string;
                        sha256: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedItems"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdExtensions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Who asks: whom the recording is about, or the agency itself
                     * @enum {string}
                     */
                    by: "subject" | "agency";
                    /** @description How much longer, ISO 8601: P6M, P180D */
                    term: string;
                    /** @description It stands in the record of each item */
                    reason: string;
                    /**
                     * @description What asks for it; the request of a subject is always named
                     * @default null
                     */
                    document?: {
                        /** @description The number of the paper, and no names: it stands in the record */
                        name: string;
                        sha256: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedItems"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRetentionEnding: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Days; without it as many as the policy pack names, else thirty */
                within?: number;
                /** @description true: those alone that were extended before, of which whoever asked is told */
                extended?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndingPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRetentionReviews: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Also what is due in so many days */
                within?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueLookPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepingRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeepingAnswer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getOfficers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Part of what the entry is called, in any case of letters, or its id */
                search?: string;
                /** @description A day of the agency; today unless given */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficerPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postOfficers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description 执法证号 */
                    credentialNo: string;
                    name: string;
                    unit: string;
                    /** @default [] */
                    powers?: string[];
                    /** Format: date */
                    validFrom: string;
                    /**
                     * Format: date
                     * @description The last day; null: until further notice
                     * @default null
                     */
                    validTo?: string | null;
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Officer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getOfficersId: {
        parameters: {
            query?: {
                /** @description A day of the agency; today unless given */
                on?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Officer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postOfficersIdCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Officer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postOfficersIdAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Officer"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postOfficersImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPackages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Those that hold an item of this case */
                caseId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackagePage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackageRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPackagesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPackagesIdContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getExports: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "made" | "taken-out" | "acknowledged" | "overdue" | "withdrawn";
                /** @description The one that was issued with it */
                watermark?: string;
                /** @description Those that hold this original or copy */
                sha256?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getExportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getExportsIdAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postExportsIdAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgementRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getExportsIdReceiptTxt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; charset=utf-8": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getExportsIdReceiptZhCNPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getExportsIdReceiptEnPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postExportsIdWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postExportsIdConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmationRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDevices: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Part of what the entry is called, in any case of letters, or its id */
                search?: string;
                /** @description Only those that are silent */
                silent?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewDevice"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteDevicesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getUsers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteUsersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postUsersIdDoor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postUsersIdStaffNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffNumberRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getActions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "user-created" | "user-disabled" | "sign-on-set" | "sign-on-bound" | "staff-number-set" | "logged-in" | "logged-out" | "log-ins-ended" | "identity-confirmed" | "login-failed" | "token-made" | "token-revoked" | "device-registered" | "device-retired" | "enrolment-code-made" | "certificates-revoked" | "device-proof-set" | "quota-set" | "signing-set" | "device-assigned" | "case-created" | "case-changed" | "condition-told" | "recording-session-opened" | "recording-session-changed" | "live-channel-added" | "live-started" | "live-paused" | "live-resumed" | "live-stopped" | "live-marked" | "live-watched" | "overviews-asked" | "derived-asked" | "derived-made" | "derived-failed" | "moment-cited" | "officer-entered" | "officer-account-set" | "officers-imported" | "package-requested" | "package-prepared" | "package-failed" | "package-downloaded" | "export-acknowledged" | "export-confirmed" | "export-withdrawn" | "actions-exported" | "key-rotation-asked" | "key-revoked" | "above-ceiling-refused" | "policy-proposed" | "policy-applied" | "policy-withdrawn" | "calendar-proposed" | "calendar-applied" | "calendar-withdrawn" | "hold-placed" | "hold-reviewed" | "hold-released" | "disposal-proposed" | "disposal-appraised" | "disposal-approved" | "disposal-prolonged" | "disposal-stopped" | "disposal-dropped" | "disposal-transferred" | "disposal-finished" | "label-changed" | "clearance-set" | "case-people-set" | "access-given" | "access-narrowed" | "access-revoked" | "access-ended" | "access-requested" | "access-request-refused" | "access-request-withdrawn" | "access-request-lapsed" | "partner-proposed" | "partner-approved" | "partner-ended" | "guest-invited" | "guest-entered" | "share-asked" | "share-approved" | "share-refused" | "share-acknowledged" | "share-shut" | "report-issued" | "case-file-ordered" | "case-file-sealed" | "legal-review-submitted" | "legal-review-signed" | "legal-opinion-given" | "spot-check-begun" | "spot-check-drawn" | "spot-sheet-closed" | "spot-sheet-answered" | "publicity-told" | "webhook-added" | "webhook-rotated" | "webhook-stopped" | "webhook-resumed" | "webhook-removed" | "webhook-tested" | "webhook-redelivered" | "refused";
                /** @description Who did it: the id of an account */
                person?: string;
                /** @description What it was done to, as in `subject`, e.g. device:<id> */
                about?: string;
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getActionsIndexProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                index: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordProof"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getActionsCsv: {
        parameters: {
            query?: {
                kind?: "user-created" | "user-disabled" | "sign-on-set" | "sign-on-bound" | "staff-number-set" | "logged-in" | "logged-out" | "log-ins-ended" | "identity-confirmed" | "login-failed" | "token-made" | "token-revoked" | "device-registered" | "device-retired" | "enrolment-code-made" | "certificates-revoked" | "device-proof-set" | "quota-set" | "signing-set" | "device-assigned" | "case-created" | "case-changed" | "condition-told" | "recording-session-opened" | "recording-session-changed" | "live-channel-added" | "live-started" | "live-paused" | "live-resumed" | "live-stopped" | "live-marked" | "live-watched" | "overviews-asked" | "derived-asked" | "derived-made" | "derived-failed" | "moment-cited" | "officer-entered" | "officer-account-set" | "officers-imported" | "package-requested" | "package-prepared" | "package-failed" | "package-downloaded" | "export-acknowledged" | "export-confirmed" | "export-withdrawn" | "actions-exported" | "key-rotation-asked" | "key-revoked" | "above-ceiling-refused" | "policy-proposed" | "policy-applied" | "policy-withdrawn" | "calendar-proposed" | "calendar-applied" | "calendar-withdrawn" | "hold-placed" | "hold-reviewed" | "hold-released" | "disposal-proposed" | "disposal-appraised" | "disposal-approved" | "disposal-prolonged" | "disposal-stopped" | "disposal-dropped" | "disposal-transferred" | "disposal-finished" | "label-changed" | "clearance-set" | "case-people-set" | "access-given" | "access-narrowed" | "access-revoked" | "access-ended" | "access-requested" | "access-request-refused" | "access-request-withdrawn" | "access-request-lapsed" | "partner-proposed" | "partner-approved" | "partner-ended" | "guest-invited" | "guest-entered" | "share-asked" | "share-approved" | "share-refused" | "share-acknowledged" | "share-shut" | "report-issued" | "case-file-ordered" | "case-file-sealed" | "legal-review-submitted" | "legal-review-signed" | "legal-opinion-given" | "spot-check-begun" | "spot-check-drawn" | "spot-sheet-closed" | "spot-sheet-answered" | "publicity-told" | "webhook-added" | "webhook-rotated" | "webhook-stopped" | "webhook-resumed" | "webhook-removed" | "webhook-tested" | "webhook-redelivered" | "refused";
                /** @description Who did it: the id of an account */
                person?: string;
                /** @description What it was done to, as in `subject`, e.g. device:<id> */
                about?: string;
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getActionsJsonl: {
        parameters: {
            query?: {
                kind?: "user-created" | "user-disabled" | "sign-on-set" | "sign-on-bound" | "staff-number-set" | "logged-in" | "logged-out" | "log-ins-ended" | "identity-confirmed" | "login-failed" | "token-made" | "token-revoked" | "device-registered" | "device-retired" | "enrolment-code-made" | "certificates-revoked" | "device-proof-set" | "quota-set" | "signing-set" | "device-assigned" | "case-created" | "case-changed" | "condition-told" | "recording-session-opened" | "recording-session-changed" | "live-channel-added" | "live-started" | "live-paused" | "live-resumed" | "live-stopped" | "live-marked" | "live-watched" | "overviews-asked" | "derived-asked" | "derived-made" | "derived-failed" | "moment-cited" | "officer-entered" | "officer-account-set" | "officers-imported" | "package-requested" | "package-prepared" | "package-failed" | "package-downloaded" | "export-acknowledged" | "export-confirmed" | "export-withdrawn" | "actions-exported" | "key-rotation-asked" | "key-revoked" | "above-ceiling-refused" | "policy-proposed" | "policy-applied" | "policy-withdrawn" | "calendar-proposed" | "calendar-applied" | "calendar-withdrawn" | "hold-placed" | "hold-reviewed" | "hold-released" | "disposal-proposed" | "disposal-appraised" | "disposal-approved" | "disposal-prolonged" | "disposal-stopped" | "disposal-dropped" | "disposal-transferred" | "disposal-finished" | "label-changed" | "clearance-set" | "case-people-set" | "access-given" | "access-narrowed" | "access-revoked" | "access-ended" | "access-requested" | "access-request-refused" | "access-request-withdrawn" | "access-request-lapsed" | "partner-proposed" | "partner-approved" | "partner-ended" | "guest-invited" | "guest-entered" | "share-asked" | "share-approved" | "share-refused" | "share-acknowledged" | "share-shut" | "report-issued" | "case-file-ordered" | "case-file-sealed" | "legal-review-submitted" | "legal-review-signed" | "legal-opinion-given" | "spot-check-begun" | "spot-check-drawn" | "spot-sheet-closed" | "spot-sheet-answered" | "publicity-told" | "webhook-added" | "webhook-rotated" | "webhook-stopped" | "webhook-resumed" | "webhook-removed" | "webhook-tested" | "webhook-redelivered" | "refused";
                /** @description Who did it: the id of an account */
                person?: string;
                /** @description What it was done to, as in `subject`, e.g. device:<id> */
                about?: string;
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getActionsPdf: {
        parameters: {
            query?: {
                kind?: "user-created" | "user-disabled" | "sign-on-set" | "sign-on-bound" | "staff-number-set" | "logged-in" | "logged-out" | "log-ins-ended" | "identity-confirmed" | "login-failed" | "token-made" | "token-revoked" | "device-registered" | "device-retired" | "enrolment-code-made" | "certificates-revoked" | "device-proof-set" | "quota-set" | "signing-set" | "device-assigned" | "case-created" | "case-changed" | "condition-told" | "recording-session-opened" | "recording-session-changed" | "live-channel-added" | "live-started" | "live-paused" | "live-resumed" | "live-stopped" | "live-marked" | "live-watched" | "overviews-asked" | "derived-asked" | "derived-made" | "derived-failed" | "moment-cited" | "officer-entered" | "officer-account-set" | "officers-imported" | "package-requested" | "package-prepared" | "package-failed" | "package-downloaded" | "export-acknowledged" | "export-confirmed" | "export-withdrawn" | "actions-exported" | "key-rotation-asked" | "key-revoked" | "above-ceiling-refused" | "policy-proposed" | "policy-applied" | "policy-withdrawn" | "calendar-proposed" | "calendar-applied" | "calendar-withdrawn" | "hold-placed" | "hold-reviewed" | "hold-released" | "disposal-proposed" | "disposal-appraised" | "disposal-approved" | "disposal-prolonged" | "disposal-stopped" | "disposal-dropped" | "disposal-transferred" | "disposal-finished" | "label-changed" | "clearance-set" | "case-people-set" | "access-given" | "access-narrowed" | "access-revoked" | "access-ended" | "access-requested" | "access-request-refused" | "access-request-withdrawn" | "access-request-lapsed" | "partner-proposed" | "partner-approved" | "partner-ended" | "guest-invited" | "guest-entered" | "share-asked" | "share-approved" | "share-refused" | "share-acknowledged" | "share-shut" | "report-issued" | "case-file-ordered" | "case-file-sealed" | "legal-review-submitted" | "legal-review-signed" | "legal-opinion-given" | "spot-check-begun" | "spot-check-drawn" | "spot-sheet-closed" | "spot-sheet-answered" | "publicity-told" | "webhook-added" | "webhook-rotated" | "webhook-stopped" | "webhook-resumed" | "webhook-removed" | "webhook-tested" | "webhook-redelivered" | "refused";
                /** @description Who did it: the id of an account */
                person?: string;
                /** @description What it was done to, as in `subject`, e.g. device:<id> */
                about?: string;
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getAudit: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description What this account did, saw, was refused and took out */
                person?: string;
                /** @description What happened to this item, and who saw it */
                item?: string;
                /** @description The same of a case and of the items that are linked to it now */
                case?: string;
                /** @description Nothing but what somebody wanted and did not get */
                only?: "refusals";
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @description Its place in the chain, from 0 */
                            index: number;
                            /** Format: date-time */
                            at: string;
                            actor: string;
                            /** @description As called today */
                            actorName: string;
                            kind: string;
                            before: {
                                [key: string]: unknown;
                            } | null;
                            after: {
                                [key: string]: unknown;
                            } | null;
                            reason: string | null;
                            /** @description Its digest in the chain */
                            sha256: string;
                            /**
                             * @description Which chain it stands in, at `index`
                             * @enum {string}
                             */
                            record: "custody" | "action";
                            /** @description The item whose chain it is, or what the action is about */
                            about: string | null;
                            /** @description As called today */
                            aboutName: string | null;
                            /** @description Of a custody event */
                            data: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getAuditCsv: {
        parameters: {
            query?: {
                /** @description What this account did, saw, was refused and took out */
                person?: string;
                /** @description What happened to this item, and who saw it */
                item?: string;
                /** @description The same of a case and of the items that are linked to it now */
                case?: string;
                /** @description Nothing but what somebody wanted and did not get */
                only?: "refusals";
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getAuditJsonl: {
        parameters: {
            query?: {
                /** @description What this account did, saw, was refused and took out */
                person?: string;
                /** @description What happened to this item, and who saw it */
                item?: string;
                /** @description The same of a case and of the items that are linked to it now */
                case?: string;
                /** @description Nothing but what somebody wanted and did not get */
                only?: "refusals";
                from?: string;
                /** @description Before that time */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getBatches: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["BatchView"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getBatchesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getBatchesIdReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReceiptFile"];
                };
            };
            /** @description Not yet: ask again after Retry-After */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDevicesIdQuota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceQuota"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDevicesIdQuota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceQuota"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceQuota"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDevicesIdSigning: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceSigning"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDevicesIdSigning: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceSigning"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceSigning"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDevicesIdAssignments: {
        parameters: {
            query?: {
                /** @description Now unless given */
                at?: string;
                /** @description Now unless given */
                known?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDevicesIdAssignments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDevicesIdChain: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceChain"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseKeyList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postKeysRotations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default manifest-signer
                     * @enum {string}
                     */
                    role?: "manifest-signer" | "second-signer";
                    why: string;
                };
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseKeyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postKeysSpkiSha256Revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                spkiSha256: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevocationRequest"];
            };
        };
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseKeyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDevicesIdEnrolmentCodes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentCode"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDevicesIdCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteDevicesIdCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revoked"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postDevicesIdProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceProofRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteDevicesIdCertificatesSha256: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description SHA-256 of the certificate, DER; names it in custody and manifests */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revoked"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPolicyPacks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPolicyPacks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackProposal"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPolicyPacksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPolicyShipped: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShippedPacks"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPolicyChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackCheckRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackCheck"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPolicyPacksIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackApproval"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPolicyPacksIdWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackWithdrawal"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdLabelsLabelIdConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    basis: string;
                    /** @default null */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdLabelsLabelIdExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdLabelsLabelIdReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteItemsIdLabelsLabelId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLabelsLabelIdConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    basis: string;
                    /** @default null */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLabelsLabelIdExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdLabelsLabelIdReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteCasesIdLabelsLabelId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getRecordingSessionsIdLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLabelsLabelIdConfirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    basis: string;
                    /** @default null */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLabelsLabelIdExtension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postRecordingSessionsIdLabelsLabelIdReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteRecordingSessionsIdLabelsLabelId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSecrecyReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueReviews"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getClearances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clearances"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getUsersIdClearance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearanceBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postUsersIdClearance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearanceRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearanceBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postUsersIdClearanceEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearanceBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdPeople: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdPeople: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PeopleRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getAccessExplain: {
        parameters: {
            query: {
                user: string;
                item: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getItemsIdReleases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdReleases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdReleasesReleaseIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                releaseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdReleasesReleaseIdRefusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                releaseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postItemsIdReleasesReleaseIdRevocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                releaseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getAccessGrants: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description Those on this case */
                caseId?: string;
                /** @description Those that open this item, by itself or by a case that it is in */
                itemId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postAccessGrants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postAccessGrantsIdNarrowing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NarrowRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteAccessGrantsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postAccessRevocations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeAllRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedAll"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getAccessRequests: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "approved" | "refused" | "withdrawn" | "lapsed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequestPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postAccessRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessRequestRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnRequest"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMeAccessRequests: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnRequestPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteMeAccessRequestsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postAccessRequestsIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalRequest"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postAccessRequestsIdRefusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestRefusal"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getPartners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPartners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postPartnersIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deletePartnersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharingReason"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getGuests: {
        parameters: {
            query?: {
                partnerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuestList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postGuests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuestRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postGuestsIdInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteGuestsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharingReason"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entered"];
                };
            };
            400: components["responses"]["Refusal-400"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getShares: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                guestId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharePage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postShares: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteSharesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharingReason"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharesIdReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; charset=utf-8": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharesIdSignature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pkcs7-signature": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postSharesIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveShareRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getShared: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharedId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postSharedIdAcknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgeShareRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharedIdItems: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedItemPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharedIdItemsItemIdVerification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedCheck"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSharedIdItemsItemIdKind: {
        parameters: {
            query?: {
                download?: "true" | "false";
            };
            header?: {
                /** @description One stretch of bytes, e.g. bytes=0-1023 (RFC 9110 §14.2) */
                Range?: string;
                /** @description Give the part of this ETag only, else the whole */
                "If-Range"?: string;
            };
            path: {
                id: string;
                itemId: string;
                kind: "viewing" | "poster" | "original";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part that Range asks for; Repr-Digest is of the whole */
            206: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            /** @description No such stretch: backwards, beyond the end, or several at once */
            416: {
                headers: {
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Refusal-default"];
        };
    };
    postPolicyDryRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DryRunRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCalendarTables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCalendarTables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TableProposal"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCalendarTablesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCalendarTablesIdApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackApproval"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCalendarTablesIdWithdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackWithdrawal"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyEntry"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCalendarDryRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TableText"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdPublicity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePublicity"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdPublicity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicityRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePublicity"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDeadlines: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseDeadlines"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getCasesIdDeadlines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDeadlines"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postCasesIdDeadlinesExtensions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that was looked at: 412 api/precondition-failed if somebody changed it since. The member `revision` may be left out then */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The one of the case that was looked at */
                    revision: number;
                    of: string;
                    /** @description Number of the decision */
                    document: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description The revision, for If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDeadlines"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReportsDefinitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDefinitions"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReportsFigures: {
        parameters: {
            query: {
                /** @description Code of a report that the policy pack in force defines */
                definition: string;
                /** @description 2026-Q3, or 2026 */
                period: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportFigures"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReports: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReportsIdReportJson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportContent"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReportsIdReportCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getReportsIdReportPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecksSheets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotSheets"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecksMine: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetsAboutMe"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotCheckPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postSpotChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SpotCheckRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotCheckDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotCheckDetail"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecksIdResultCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecksIdUnitsUnit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotUnit"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getSpotChecksMineIdUnit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                unit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotUnit"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postSpotChecksIdUnitsUnitSheets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseSheetRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotUnit"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postSpotChecksMineIdUnitAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                unit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpotUnit"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getMeWaiting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingForMe"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseHealth"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description Tell what came after this number, where all of that is kept (90 days). Left out: what comes from now on. Last-Event-ID goes before it */
                after?: string;
            };
            header?: {
                /** @description The last `id:` that was heard: the stream goes on after it (WHATWG HTML §9.2) */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventBody"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownWebhook"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    getWebhooksIdDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postWebhooksIdRotation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description For so long both secrets sign
                     * @default 24
                     */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownWebhook"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postWebhooksIdStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReason"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postWebhooksIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    deleteWebhooksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReason"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            413: components["responses"]["Refusal-413"];
            415: components["responses"]["Refusal-415"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postWebhooksIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeDelivery"];
                };
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
    postWebhooksIdDeliveriesDeliveryIdRedelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal-400"];
            401: components["responses"]["Refusal-401"];
            403: components["responses"]["Refusal-403"];
            404: components["responses"]["Refusal-404"];
            default: components["responses"]["Refusal-default"];
        };
    };
}
